import type { IDataObject } from 'n8n-workflow';

import { numberTail } from '../../../shared/sms/numberTail';
import type { RayganSmsClient } from '../../api/client';
import type { GroupStatus, RecipientStatus } from '../../api/deliveryCalls';
import { provesAcceptance } from '../../api/deliveryStatus';
import { readGroupMessageId } from '../../api/groupMessageId';
import { takeGroupId } from './groupIds';
import type { Ask, Said } from './reconcile';
import { canMeanNotFound, nothingFound, SAYS_NOTHING } from './reconcile';

interface GroupQuestion {
	/** The own id of the request, of ours. */
	readonly userGroupId: string;
	/** Of the request's messages, in order, in any form. */
	readonly recipients: readonly string[];
	/** True where the answer to the send leaves open that a part of it was accepted, and a part not. */
	readonly isByNumber: boolean;
	/** See `takeGroupId`. */
	readonly execution: object;
}

/**
 * Reads number by number what became of a request. A number is proven that is listed as often as it was
 * sent to, each time with a status that the table has. A list with a number that was never sent to is
 * another request's. The service writes a number without its leading 0, or as it was sent.
 */
function readNumbers(
	{ group, recipients: listed }: GroupStatus,
	recipients: readonly string[],
	positions: readonly number[],
	ids: IDataObject,
): Said {
	const wanted = new Map<string, number>();
	for (const recipient of recipients) {
		const tail = numberTail(recipient);
		wanted.set(tail, (wanted.get(tail) ?? 0) + 1);
	}
	const rows = new Map<string, RecipientStatus[]>();
	for (const row of listed) {
		const tail = numberTail(row.mobile);
		if (!wanted.has(tail)) return SAYS_NOTHING;
		const known = rows.get(tail);
		if (known === undefined) rows.set(tail, [row]);
		else known.push(row);
	}
	// While the group is in the queue, or none of it is listed, more can come.
	const isWhole = listed.length > 0 && group.status !== 'queued' && group.status !== 'pending';
	const accepted = new Map<number, IDataObject>();
	const notFound = new Set<number>();
	const unproven = new Set<number>();
	for (const position of positions) {
		const tail = numberTail(recipients[position] ?? '');
		const own = rows.get(tail);
		if (own === undefined) {
			if (isWhole) notFound.add(position);
		} else if (own.length === wanted.get(tail) && own.every(provesAcceptance)) {
			accepted.set(position, ids);
		} else {
			unproven.add(position);
		}
	}
	return { accepted, notFound, unproven };
}

/**
 * How to ask for the messages of a group send. That the service has a group under our id proves that it
 * accepted the request where its answer was lost; where the answer named a code, the group is asked for
 * number by number.
 */
export function askForGroup(
	client: RayganSmsClient,
	{ userGroupId, recipients, isByNumber, execution }: GroupQuestion,
): Ask {
	let groupMessageId: string | undefined;
	return async (positions) => {
		if (groupMessageId === undefined) {
			const group = await client.getGroupMessageId(userGroupId);
			if (!group.ok) return canMeanNotFound(group.fault) ? nothingFound(positions) : undefined;
			const found = readGroupMessageId(group.value.groupMessageId);
			const isOwn = found !== undefined && takeGroupId(execution, found, userGroupId);
			if (!isOwn) return { ...SAYS_NOTHING, unproven: new Set(positions) };
			groupMessageId = found;
		}
		const ids = { groupMessageId, userGroupId };
		if (!isByNumber) {
			const accepted = new Map(positions.map((position) => [position, ids]));
			return { ...SAYS_NOTHING, accepted };
		}
		const status = await client.getGroupStatus(groupMessageId);
		return status.ok ? readNumbers(status.value, recipients, positions, ids) : SAYS_NOTHING;
	};
}
