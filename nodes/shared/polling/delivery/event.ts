import type { Checked } from '../../faults/faults';
import { refusal } from '../../faults/faults';
import type { DeliveryParameters } from './fields';
import { deliveryFields, deliveryParameters } from './fields';
import { pollDeliveries } from './poll';
import type { DeliverySettings } from './sample';
import { sampleDeliveries } from './sample';
import type { DeliverySource } from './source';
import { MAX_LISTED_LENGTH } from './watch';
import type { AccountClient, TriggerEvent } from '../event';
import { event } from '../event';
import type { Target, WatchPart } from './watchState';
import { lengthWhereKept, watchPart } from './watchState';

const MINUTES_PER_HOUR = 60;

function listedTargets<Client>(
	{ lists }: DeliverySource<Client>,
	parameters: DeliveryParameters,
): Checked<readonly Target[]> {
	const targets: Target[] = [];
	for (const { kind, name, read } of lists) {
		const ids = read(parameters[name] ?? '');
		if (!ids.ok) return ids;
		targets.push(...[...new Set(ids.value)].map((id) => ({ kind, id })));
	}
	const refuse = (meaning: string, whatToDo: string): Checked<readonly Target[]> =>
		refusal(meaning, whatToDo);
	const named = lists.map(({ displayName }) => displayName).join(', ');
	if (targets.length === 0) {
		return refuse('No ID is given', `Enter what to watch in one of the fields ${named}`);
	}
	const length = targets.reduce((sum, target) => sum + lengthWhereKept(target), 0);
	if (length <= MAX_LISTED_LENGTH) return { ok: true, value: targets };
	return refuse(
		`${targets.length} IDs are more than one trigger can watch`,
		'Enter fewer IDs, and put the others into another trigger',
	);
}

const option = {
	name: 'Delivery Status Changed',
	value: 'deliveryStatusChanged',
	action: 'On delivery status changed',
	description:
		'Starts the workflow when messages that you sent are delivered, or are known not to be',
};

/** The event of a delivery status that changed, of any provider. */
export function deliveryEvent<Client extends AccountClient>(
	source: DeliverySource<Client>,
): TriggerEvent<Client> {
	return event<Client, DeliveryParameters, DeliverySettings, WatchPart>({
		option,
		fields: deliveryFields(source.lists),
		parameters: deliveryParameters,
		part: watchPart,
		check(parameters) {
			const { watch, options } = parameters;
			const settings = {
				statuses: new Set(options.statuses),
				// Only an item makes n8n save that a message is followed, so the first status is one.
				skipPending: options.skipPending && watch === 'ids',
				maxAgeMinutes: options.maxAgeHours * MINUTES_PER_HOUR,
			};
			if (watch === 'sentHere') return { ok: true, value: { ...settings, listed: undefined } };
			const listed = listedTargets(source, parameters);
			return listed.ok ? { ok: true, value: { ...settings, listed: listed.value } } : listed;
		},
		poll: async (call) => await pollDeliveries(source, call),
		sample: async (call) => await sampleDeliveries(source, call),
	});
}
