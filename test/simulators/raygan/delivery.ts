import { Refusal } from '../core/answer';
import { lastTen, type DeliveryState } from '../core/delivery';
import type { RayganCall, RayganReply } from './call';
import { correspondingStatusBody, groupIdBody, groupStatusBody } from './schemas';
import type { RayganState } from './state';

const UNKNOWN_GROUP = 3002;

const STATUS: Record<Extract<DeliveryState, string>, string> = {
	pending: '0',
	delivered: '1',
	undelivered: '2',
	outOfCoverage: '2',
	sent: '8',
	rejected: '16',
	busy: '23',
	blocked: '27',
	invalid: '27',
};

const statusOf = (reached: DeliveryState): string =>
	typeof reached === 'string' ? STATUS[reached] : reached.raw;

/** Mobiles come without a leading 0, statuses as strings, as in the document's sample. */
export function groupMessageStatus({ state, body }: RayganCall): RayganReply {
	const group = state.groups.get(groupStatusBody.parse(body).groupmessageid);
	if (!group) throw new Refusal(UNKNOWN_GROUP);
	const states = group.messages.map((message) => state.delivery.stateOf(message));
	const queued = states.every((reached) => reached === 'pending');
	return {
		code: 0,
		result: {
			StatusCode: group.statusCode ?? (queued ? '2' : '1'),
			MessagesListState: group.messages.map((message, index) => ({
				Mobile: lastTen(message.recipient),
				Status: statusOf(states[index] ?? 'pending'),
			})),
		},
	};
}

/** Asked by the caller's own ids; an unknown one has no row. */
export function correspondingMessageStatus({ state, body }: RayganCall): RayganReply {
	const rows = correspondingStatusBody.parse(body).messageid.flatMap((id) => {
		const message = state.messages.get(id);
		const status = message
			? statusOf(state.delivery.stateOf(message))
			: state.style.statusOfUnknownIds;
		return status === undefined ? [] : [{ MsgId: id, Status: status }];
	});
	return { code: 0, result: rows };
}

/** @throws Refusal 3002 for an unknown id: the document does not say what the service answers then */
export function getGroupMessageId({ state, body }: RayganCall): RayganReply {
	const guid = state.userGroups.get(groupIdBody.parse(body).groupid) ?? unknownGroup(state);
	if (guid === undefined) throw new Refusal(UNKNOWN_GROUP);
	return { code: 0, result: guid };
}

function unknownGroup({ style, groups }: RayganState): string | undefined {
	if (style.unknownGroup === 'refuse') return undefined;
	return style.unknownGroup === 'firstGroup' ? [...groups.keys()][0] : style.unknownGroup.words;
}
