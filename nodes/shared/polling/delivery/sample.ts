import type { Checked, Refusal } from '../../faults/faults';
import { refusal } from '../../faults/faults';
import type { Row } from '../../operations/operation';
import { sentAfter } from '../../sending/memory/sentRegister';
import { noRecipient, recipientsOf, rowOf, unknownFault } from './rows';
import type { DeliverySource } from './source';
import { readTargets } from './source';
import type { WatchOptions } from './watch';
import type { AccountClient, EventCall } from '../event';
import { UNSEEN } from './knownStatuses';
import type { Target } from './watchState';
import { nameOf } from './watchState';

export interface DeliverySettings extends WatchOptions {
	/** What the user listed; undefined follows what was sent here. */
	readonly listed: readonly Target[] | undefined;
}

const SAMPLE_OF_SENT = 5;

/** For a manual run: how the messages stand, whatever the trigger has seen of them. */
export async function sampleDeliveries<Client extends AccountClient>(
	source: DeliverySource<Client>,
	{ settings, client, provider, timeLeft }: EventCall<Client, DeliverySettings>,
): Promise<Checked<Row[]>> {
	const { sent } = sentAfter(client.account, '', 0);
	const ofSent = () => sent.flatMap(({ ids }) => source.targetOf(ids) ?? []);
	const targets = new Map(
		(settings.listed ?? ofSent().slice(-SAMPLE_OF_SENT)).map((target) => [
			nameOf(target),
			{ ...target, since: 0, known: UNSEEN },
		]),
	);
	const questions = source.questionsFor(client, [...targets.values()], timeLeft);
	const { byName, unknown, fault } = await readTargets(questions, timeLeft);
	const recipientOf = settings.listed === undefined ? recipientsOf(source, sent) : noRecipient;
	const rows = [...byName].flatMap(([name, { messages }]) => {
		const target = targets.get(name);
		if (target === undefined) return [];
		return messages.map((message) =>
			rowOf(source, provider, recipientOf, {
				target,
				message,
				previousStatus: null,
				isExpired: false,
			}),
		);
	});
	if (rows.length > 0) return { ok: true, value: rows };
	if (fault !== undefined) return { ok: false, fault };
	const [name, own] = [...unknown][0] ?? [];
	const lost = targets.get(name ?? '');
	return lost === undefined ? nothingSent(provider) : unknownFault(source, provider, lost, own);
}

function nothingSent(provider: string): Refusal {
	return refusal(
		`This n8n process has sent nothing through ${provider} with this credential since it started`,
		'Send a message in another workflow and try again, or set Watch to Messages by ID; in queue mode a worker sends, and what it sent is not seen here',
	);
}
