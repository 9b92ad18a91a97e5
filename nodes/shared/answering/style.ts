/** The style of the page, from 320 px on, in the colours that the phone is set to. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#f3f4f6;--card:#fff;--text:#111827;--quiet:#4b5563;--line:#6b7280;--yes:#166534;--on-yes:#fff;--notice:#92400e;--focus:#1d4ed8}
@media (prefers-color-scheme:dark){:root{--ground:#0b0f14;--card:#171c24;--text:#f3f4f6;--quiet:#b6bfcb;--line:#8b95a3;--yes:#4ade80;--on-yes:#052e16;--notice:#fbbf24;--focus:#93c5fd}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,Tahoma,"Noto Sans","Noto Sans Arabic",sans-serif;-webkit-text-size-adjust:100%}
main{max-width:32rem;margin:0 auto;padding:1.25rem 1rem;min-height:100vh;background:var(--card)}
@media (min-width:36rem){main{margin:2rem auto;min-height:0;border-radius:.75rem;padding:2rem}}
h1{margin:0 0 1rem;font-size:1rem;font-weight:600;color:var(--quiet)}
h1[role=status]{font-size:1.25rem;color:var(--text)}
.question{margin:0 0 1.5rem;font-size:1.1875rem;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate}
form{display:grid;gap:.75rem}
label{font-weight:600}
textarea{width:100%;min-height:8rem;padding:.75rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.5rem;resize:vertical}
button{width:100%;min-height:3rem;padding:.625rem 1rem;font:inherit;font-weight:600;border-radius:.5rem;border:1px solid var(--line);background:transparent;color:inherit;overflow-wrap:anywhere;cursor:pointer}
.yes{background:var(--yes);border-color:var(--yes);color:var(--on-yes)}
button:focus-visible,textarea:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.hint,dt{margin:0;color:var(--quiet);font-size:.9375rem}
.notice{margin:0 0 1rem;color:var(--notice);font-weight:600}
dl{margin:0 0 1.5rem;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem}
dd{margin:0;font-weight:600;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate}
`;
