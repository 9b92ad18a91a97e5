import { RESULT_CODES as RAYGAN, WRONG_LOGIN } from '../../nodes/RayganSms/api/resultCodes';
import { SEND_NUMBERS } from '../../nodes/RayganSms/api/sendNumber';
import { DONE_CODES, RESULT_CODES as TURKEY } from '../../nodes/TurkeySms/api/resultCodes';
import type { ResultCode } from '../../nodes/shared/faults/faults';

const HEAD = `# Result codes of the providers

<!-- Made by \`npm run docs:codes\` from the tables of the nodes. Change those, not this page. -->

What a provider answers in \`details.code\`, what it means, and what to do. A code that no table has is shown as it came, with the provider's own words. The codes in small letters, such as \`no-answer-in-time\`, are the nodes' own: see [troubleshooting](troubleshooting.md).

**May have been sent** marks the codes after which the outcome of a send is \`unknown\`: look before you send again. After the others nothing was sent, but for \`TS-1060\` on a request for several numbers, which may have been taken in part.
`;

/** The page docs/codes.md: a list for each provider, since a table would be wider than a phone. */
export function codesPage(): string {
	return [
		HEAD,
		'## Raygan SMS\n',
		...Object.entries(RAYGAN).map(([code, entry]) => listed(code, entry)),
		listed('HTTP 401', WRONG_LOGIN),
		'\nThe code sends, and each message of a personalized or port send, are answered by a number alone. From 2000 on, and 2, it was accepted. These are the others that clients of the service know:\n',
		...Object.entries(SEND_NUMBERS).map(([code, entry]) => listed(code, entry)),
		'\n## TurkeySMS\n',
		...Object.entries(TURKEY).map(([code, entry]) => listed(code, entry)),
		'\nThese are no refusals:\n',
		...Object.entries(DONE_CODES).map(([code, meaning]) => `- \`${code}\`: ${meaning}.`),
		'',
	].join('\n');
}

function listed(code: string, { meaning, whatToDo, mayHaveBeenSent }: ResultCode): string {
	const mark = mayHaveBeenSent ? ' **May have been sent.**' : '';
	return `- \`${code}\`: ${meaning}.${mark} ${whatToDo}.`;
}
