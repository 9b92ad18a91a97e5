import { randomInt } from 'node:crypto';
import { lastTen } from '../core/delivery';
import { pay, quote } from './account';
import type { RayganCall, RayganReply } from './call';
import { autoCodeBody, checkCodeBody, codeBody } from './schemas';

/** The codes that the service keeps, the last one of each number. */
export class Codes {
	private readonly byMobile = new Map<string, string>();

	/** @param mobile in any form */
	get(mobile: string): string | undefined {
		return this.byMobile.get(lastTen(mobile));
	}

	set(mobile: string, code: string): void {
		this.byMobile.set(lastTen(mobile), code);
	}

	reset(): void {
		this.byMobile.clear();
	}
}

/** Bare results of the code calls below 2000, as clients of the service name them. */
const NO_CREDIT = 4;
const TOO_LONG = 5;

export function sendAutoCode(call: RayganCall): RayganReply {
	const { mobile, footer } = autoCodeBody.parse(call.body);
	const code = String(randomInt(100_000, 1_000_000));
	return sendOne(call, mobile, `${code}\n${footer ?? ''}`, code);
}

/** The digits in the text are the code to check against. */
export function sendCode(call: RayganCall): RayganReply {
	const { mobile, message } = codeBody.parse(call.body);
	return sendOne(call, mobile, message, /\p{Nd}+/u.exec(message)?.[0]);
}

export function checkSendCode({ state, body }: RayganCall): RayganReply {
	const { mobile, code } = checkCodeBody.parse(body);
	return { bare: state.codes.get(mobile) === code };
}

function sendOne(
	{ state, endpoint, requestId }: RayganCall,
	mobile: string,
	text: string,
	code: string | undefined,
): RayganReply {
	const rejection = state.rejectionOf(mobile);
	if (rejection !== undefined) return { bare: rejection };
	const { parts, price, tooLong } = quote(state.account, text);
	if (tooLong) return { bare: TOO_LONG };
	if (!pay(state.account, price)) return { bare: NO_CREDIT };

	const providerMessageId = state.nextMessageNumber();
	state.accept({
		at: state.clock.now(),
		endpoint,
		requestId,
		// The shared line of the service: neither call names one.
		sender: '',
		recipient: mobile,
		text,
		parts,
		providerMessageId,
		...(code !== undefined && { otpCode: code }),
	});
	if (code !== undefined) state.codes.set(mobile, code);
	return { bare: providerMessageId };
}
