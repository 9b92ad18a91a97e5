/** `lang` and `sms_lang`: what the letters of the text need. */
export const LANGUAGE_NUMBERS = { english: 0, turkish: 1, arabic: 2 } as const;

export type Language = keyof typeof LANGUAGE_NUMBERS;
