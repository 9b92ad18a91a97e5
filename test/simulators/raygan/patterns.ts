import type { RayganAccount } from './account';
import { pay, quote } from './account';
import type { RayganCall, RayganReply } from './call';
import { groupSend } from './sending';
import { patternBody, patternCodeForm, type Tokens } from './schemas';

/** Of the bare numbers below 2000 that clients of the service name. */
const NO_CREDIT = 4;
const TOO_LONG = 5;
const NOT_ALLOWED = 8;
/** A number that nobody has described. */
const UNDESCRIBED = 9;

/** The registered text with the tokens in it; `undefined` for an id that the panel does not have. */
function filled({ patterns }: RayganAccount, patternId: string, tokens: Tokens) {
	const text = patterns[patternId.toLowerCase()];
	return text?.replace(/\{(token[1-9])\}/g, (_place, name: string) => tokens[name] ?? '');
}

/** Asks for the login and for the AccessHash. */
export function sendPattern(call: RayganCall): RayganReply {
	const { accesshash, patternid, tokens, ...body } = patternBody.parse(call.body);
	const { account, style } = call.state;
	if (accesshash.toLowerCase() !== account.accessHash) return { code: 2002 };
	const text = filled(account, patternid, tokens);
	if (text === undefined) return { code: 1004 };
	const reply = groupSend(call, { ...body, message: text }, account.serviceLines);
	const isDone = 'code' in reply && reply.code === 0;
	if (style.patternAnswer === 'withoutResult' && isDone) return { code: 0 };
	return style.patternAnswer === 'bare' && isDone
		? { bare: call.state.nextMessageNumber() }
		: reply;
}

/** Asks for the AccessHash alone, in a form; every answer is a bare number. */
export function sendPatternCode(call: RayganCall): RayganReply {
	const { accesshash, mobile, patternid, tokens } = patternCodeForm.parse(call.body);
	const { state, endpoint, requestId } = call;
	const { account } = state;
	if (accesshash.toLowerCase() !== account.accessHash) return { bare: NOT_ALLOWED };
	const text = filled(account, patternid, tokens);
	if (text === undefined) return { bare: UNDESCRIBED };
	const rejection = state.rejectionOf(mobile);
	if (rejection !== undefined) return { bare: rejection };
	const { parts, price, tooLong } = quote(account, text);
	if (tooLong) return { bare: TOO_LONG };
	if (!pay(account, price)) return { bare: NO_CREDIT };
	const providerMessageId = state.nextMessageNumber();
	const { token1 } = tokens;
	state.accept({
		at: state.clock.now(),
		endpoint,
		requestId,
		sender: '',
		recipient: mobile,
		text,
		parts,
		providerMessageId,
		...(token1 !== undefined && { otpCode: token1 }),
	});
	return { bare: providerMessageId };
}
