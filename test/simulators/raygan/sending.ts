import { randomUUID } from 'node:crypto';
import { Refusal } from '../core/answer';
import type { AcceptedMessage } from '../core/ledger';
import { pay, quote, requireLine, type Quote } from './account';
import type { RayganCall, RayganReply } from './call';
import { correspondingBody, portBody, sendMessageBody } from './schemas';
import type { RayganState } from './state';

const MAX_RECIPIENTS = 50_000;
/** The document does not say how far ahead a send may be put. */
const FARTHEST_SCHEDULE_MS = 365 * 24 * 60 * 60 * 1_000;

export function sendMessage(call: RayganCall): RayganReply {
	return groupSend(call, sendMessageBody.parse(call.body), call.state.account.lines);
}

/** One text to many, from one of these lines. */
export function groupSend(
	call: RayganCall,
	body: ReturnType<(typeof sendMessageBody)['parse']>,
	lines: readonly string[],
): RayganReply {
	const { state } = call;
	requireLine(lines, body.phonenumber);
	requireFewEnough(body.mobiles.length);
	const scheduledAt = sendDate(body.senddateintimestamp, state.clock.now());
	const { parts, price } = priceOf(state, body.message);
	const { taken, code } = state.partOf(body.mobiles);
	charge(state, price * taken.length);

	const messages = taken.map((recipient) => ({
		...common(call, body),
		recipient,
		text: body.message,
		parts,
		...(scheduledAt !== undefined && { scheduledAt }),
	}));
	if (taken.length === 0 && code !== undefined) return { code };
	const groupMessageId = acceptGroup(state, messages, body.usergroupid);
	return code === undefined ? { code: 0, result: groupMessageId } : { code };
}

export function sendCorrespondingMessage(call: RayganCall): RayganReply {
	return sendRows(call, correspondingBody.parse(call.body));
}

export function sendMessageToPort(call: RayganCall): RayganReply {
	const body = portBody.parse(call.body);
	const ports = { receive: port(body.recieveportnumber), send: port(body.sendportnumber) };
	return sendRows(call, body, ports);
}

type RowsBody = ReturnType<(typeof correspondingBody)['parse']>;

function sendRows(call: RayganCall, body: RowsBody, ports?: AcceptedMessage['ports']): RayganReply {
	const { state } = call;
	requireLine(state.account.lines, body.phonenumber);
	requireFewEnough(body.recipientsmessage.length);
	const rows = body.recipientsmessage.map((row) => ({
		...row,
		...priceOf(state, row.message),
		rejection: state.rejectionOf(row.mobile),
	}));
	const accepted = rows.filter((row) => row.rejection === undefined);
	charge(
		state,
		accepted.reduce((sum, row) => sum + row.price, 0),
	);

	const messages: AcceptedMessage[] = [];
	const results = rows.map((row) => {
		const result = row.rejection ?? state.nextMessageNumber();
		if (row.rejection === undefined) {
			messages.push({
				...common(call, body),
				recipient: row.mobile,
				text: row.message,
				parts: row.parts,
				messageId: row.id,
				providerMessageId: result,
				...(ports && { ports }),
			});
		}
		return { Id: Number(row.id), Mobile: row.mobile, Result: result };
	});
	acceptGroup(state, messages, state.style.groupIdOfRows ? body.usergroupid : undefined);
	const code = accepted.length === rows.length ? 0 : 5004;
	return { code, result: inStyle(results, state) };
}

function inStyle<Row>(rows: Row[], { style }: RayganState): Row[] {
	const kept = rows.slice(0, Math.max(0, rows.length - style.dropRows));
	return style.shuffleRows ? kept.reverse() : kept;
}

function common(call: RayganCall, body: { phonenumber: string; usergroupid?: string }) {
	return {
		at: call.state.clock.now(),
		endpoint: call.endpoint,
		requestId: call.requestId,
		sender: body.phonenumber,
		...(body.usergroupid !== undefined && { userGroupId: body.usergroupid }),
	};
}

/** @returns the GUID of the group */
function acceptGroup(
	state: RayganState,
	messages: AcceptedMessage[],
	userGroupId: string | undefined,
): string {
	const groupMessageId = randomUUID();
	const stored = messages.map((message) => ({ ...message, groupMessageId }));
	for (const message of stored) {
		state.accept(message);
		if (message.messageId !== undefined) state.messages.set(message.messageId, message);
	}
	state.groups.set(groupMessageId, { messages: stored });
	if (userGroupId !== undefined) state.userGroups.set(userGroupId, groupMessageId);
	return groupMessageId;
}

function requireFewEnough(recipients: number): void {
	if (recipients > MAX_RECIPIENTS) throw new Refusal(2005);
}

function priceOf({ account }: RayganState, text: string): Quote {
	const quoted = quote(account, text);
	if (quoted.tooLong) throw new Refusal(2006);
	return quoted;
}

function charge({ account }: RayganState, price: number): void {
	if (!pay(account, price)) throw new Refusal(3003);
}

/**
 * @param date Unix seconds
 * @returns ms, `undefined` for a date that is past or not given: such a send goes at once
 */
function sendDate(date: string | number | null | undefined, now: number): number | undefined {
	if (date === undefined || date === null) return undefined;
	if (!/^-?\d+$/.test(String(date))) throw new Refusal(1003);
	const at = Number(date) * 1_000;
	if (at > now + FARTHEST_SCHEDULE_MS) throw new Refusal(2004);
	return at > now ? at : undefined;
}

function port(value: string): number {
	const number = Number(value);
	if (!/^\d+$/.test(value) || number > 65_535) throw new Refusal(2007);
	return number;
}
