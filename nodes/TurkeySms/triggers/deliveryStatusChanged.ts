import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../../shared/faults/faults';
import { deliveryEvent } from '../../shared/polling/delivery/event';
import type { StatusMessage } from '../../shared/polling/delivery/source';
import { numbering } from '../../shared/polling/delivery/knownStatuses';
import type { Reading } from '../../shared/polling/delivery/watch';
import type { Target, Watched } from '../../shared/polling/delivery/watchState';
import { nameOf } from '../../shared/polling/delivery/watchState';
import type { TurkeySmsClient } from '../api/client';
import { rawNumbers } from '../api/reportSchemas';
import { reportIds, smsIds } from './idLists';

type Client = Pick<TurkeySmsClient, 'account' | 'getStatus' | 'getDetailedReport'>;

type Readings = Answer<ReadonlyMap<string, Reading<StatusMessage>>>;

function targetOf({ smsId, reportId }: IDataObject): Target | undefined {
	if (typeof smsId === 'string') return { kind: smsIds.kind, id: smsId };
	return typeof reportId === 'string' ? { kind: reportIds.kind, id: reportId } : undefined;
}

async function askForMessage(client: Client, target: Watched): Promise<Readings> {
	const answer = await client.getStatus(target.id);
	if (!answer.ok) return answer;
	const { status } = answer.value;
	const message = { key: '', status, json: { smsId: target.id, ...answer.value }, raw: answer.raw };
	const reading = { messages: [message], isComplete: true };
	return { ...answer, value: new Map([[nameOf(target), reading]]) };
}

async function askForReport(client: Client, target: Watched): Promise<Readings> {
	const answer = await client.getDetailedReport(target.id);
	if (!answer.ok) return answer;
	const { reportId = target.id, senderId, total, numbers } = answer.value;
	const raw = rawNumbers(answer.raw);
	const keyOf = numbering();
	const messages = numbers.map((number, index) => ({
		key: keyOf(number.recipient ?? ''),
		status: number.status,
		json: { reportId, ...number, senderId },
		raw: raw[index],
	}));
	const reading = { messages, isComplete: total !== undefined && messages.length >= total };
	return { ...answer, value: new Map([[nameOf(target), reading]]) };
}

/** Asks for each message and each report by a request of its own. */
export const deliveryStatusChanged = deliveryEvent<Client>({
	lists: [smsIds, reportIds],
	targetOf,
	questionsFor: (client, targets) =>
		targets.map((target) => ({
			targets: [target],
			ask: async () =>
				target.kind === reportIds.kind
					? await askForReport(client, target)
					: await askForMessage(client, target),
		})),
});
