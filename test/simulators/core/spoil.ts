import { HTML_TYPE, htmlPage, JSON_TYPE, type Answer } from './answer';
import type { Fault } from './faults';
import { printR, printRArrows } from './printR';

/** `hold` keeps the client waiting, `destroy` cuts the connection. */
export type Spoilt = Answer | 'hold' | 'destroy' | NeverEnding;

/** What a server writes by itself, past all rules of HTTP. */
export type NeverEnding = 'drip' | 'switchingProtocols' | 'endlessHeaders';

export interface SpoilContext {
	/** The right reply; absent where the fault comes before the request was handled */
	answer: Answer | undefined;
	/** The provider's own refusal with a code */
	refuse: (code: number | string, message: string | undefined, result: unknown) => Answer;
	/** Where a redirect leads that names no goal */
	elsewhere: string;
}

/** @returns what goes over the wire in place of the right reply */
export function spoil(fault: Fault, { answer, refuse, elsewhere }: SpoilContext): Spoilt {
	if (typeof fault === 'object') {
		if ('acceptLateMs' in fault) return fault.reply === 'timeout' ? 'hold' : 'destroy';
		if ('code' in fault) return refuse(fault.code, fault.message, fault.result);
		if (fault.kind === 'redirect') return redirect(fault.to ?? elsewhere, fault.status ?? 302);
		if (fault.kind === 'httpStatus') {
			return { ...htmlPage(fault.status, `HTTP ${fault.status}`), headers: fault.headers };
		}
		const { status = 200, body, contentType = JSON_TYPE, headers } = fault;
		return { status, body, contentType, headers };
	}
	const body = answer?.body ?? '{"';
	switch (fault) {
		case 'timeout':
			return 'hold';
		case 'reset':
			return 'destroy';
		case 'serverErrorHtml':
			return htmlPage(500, 'Server Error in &#39;/&#39; Application.');
		case 'badGateway':
			return htmlPage(502, '502 Bad Gateway');
		case 'html':
			return htmlPage(200, 'Welcome');
		case 'empty':
			return { status: 200, contentType: JSON_TYPE, body: '' };
		case 'cutJson':
			return {
				status: 200,
				contentType: JSON_TYPE,
				body: body.slice(0, Math.ceil(body.length / 2)),
			};
		case 'wrongContentType':
			return { status: 200, contentType: HTML_TYPE, body };
		case 'printR':
			return { status: 200, contentType: HTML_TYPE, body: printR(answer?.value) };
		case 'printRArrows':
			return { status: 200, contentType: HTML_TYPE, body: printRArrows(answer?.value) };
		case 'redirect':
			return redirect(elsewhere, 302);
		case 'drip':
		case 'switchingProtocols':
		case 'endlessHeaders':
			return fault;
	}
}

function redirect(to: string, status: number): Answer {
	return { ...htmlPage(status, 'Object moved'), headers: { location: to } };
}
