import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { dropdown, shownFor } from '../../operations/node';
import { anything, oneStep } from '../../form/oneStep';
import { choice, emptyIsUnset, many, numberOr, yesNo } from '../../form/parameters';
import type { DeliveryStatus } from '../../sms/delivery';
import { splitList } from '../../sms/phoneNumberList';
import type { IdList } from './source';
import { pollOptionsField, pollOptionsOf } from '../options';

const STATUSES = [
	'blocked',
	'delivered',
	'pending',
	'queued',
	'rejected',
	'sent',
	'undelivered',
] as const satisfies readonly DeliveryStatus[];

const DEFAULT_MAX_AGE_HOURS = 72;
const MAX_AGE_SENTENCE = 'Enter the age limit in hours, such as 72';
const WATCH_SENTENCE = 'Choose what to watch: IDs or Sent Here';
const STATUS_SENTENCE = `Choose among the statuses ${STATUSES.join(', ')}`;

const watchField: INodeProperties = {
	...dropdown('Watch', 'watch', [
		{
			name: 'IDs',
			value: 'ids',
			description: 'The messages with the IDs that you list',
		},
		{
			name: 'Sent Here',
			value: 'sentHere',
			description: 'Sent by this n8n process, best effort',
		},
	]),
	description: 'Which messages to follow',
};

const sentHereNotice: INodeProperties = {
	displayName:
		'Follows what was sent by this n8n process with this credential, best effort: messages sent shortly before a restart, from the command line or in queue mode are not seen. Where each delivery counts, let the workflow that sends wait and get the status in a loop, as the example "Delivery follow-up by loop" does.',
	name: 'sentHereNotice',
	type: 'notice',
	default: '',
};

const nameOfStatus = (status: string) => status.charAt(0).toUpperCase() + status.slice(1);

/** An age limit in hours; its description is the event's. */
export const maxAgeField: INodeProperties = {
	displayName: 'Max Age (Hours)',
	name: 'maxAgeHours',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_MAX_AGE_HOURS,
};

const optionsField = pollOptionsField([
	{
		...maxAgeField,
		description:
			'How long to follow a message whose status never becomes final. Its last item then has expired set to true, whatever the option Statuses says.',
	},
	{
		displayName: 'Skip First Pending',
		name: 'skipPending',
		type: 'boolean',
		default: false,
		description:
			'Whether a message whose first status is pending starts nothing yet. Of messages Sent Here the first status always counts.',
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: STATUSES.map((status) => ({ name: nameOfStatus(status), value: status })),
		default: [],
		description: 'The statuses that start the workflow. Leave empty for all.',
	},
]);

/** The form of a delivery event, with a field for each kind of id. */
export function deliveryFields(lists: readonly IdList[]): INodeProperties[] {
	return [
		watchField,
		shownFor(sentHereNotice, { watch: ['sentHere'] }),
		...lists.map(({ name, displayName, placeholder, description }) =>
			shownFor(
				{ displayName, name, type: 'string', default: '', placeholder, description },
				{ watch: ['ids'] },
			),
		),
		optionsField,
	];
}

/** Reads an age limit in hours. */
export const maxAgeHours = numberOr(
	DEFAULT_MAX_AGE_HOURS,
	{ min: Number.MIN_VALUE },
	MAX_AGE_SENTENCE,
);

/** The chosen statuses, in an array or as text; none is all. Undefined where one is not of the list. */
function statusesOf(value: unknown): readonly DeliveryStatus[] | undefined {
	if (emptyIsUnset(value) === undefined) return STATUSES;
	if (typeof value !== 'string' && !Array.isArray(value)) return undefined;
	const chosen = splitList(value).map((name) => STATUSES.find((status) => status === name));
	const known = chosen.filter((status) => status !== undefined);
	if (known.length < chosen.length) return undefined;
	return known.length > 0 ? known : STATUSES;
}

/** Reads the form; the lists stand under their names. */
export const deliveryParameters = z
	.object({
		watch: choice(['ids', 'sentHere'], WATCH_SENTENCE, 'ids'),
		sentHereNotice: anything,
		options: pollOptionsOf({
			maxAgeHours,
			skipPending: yesNo,
			statuses: oneStep(statusesOf, () => STATUS_SENTENCE),
		}),
	})
	.catchall(many);

export type DeliveryParameters = z.infer<typeof deliveryParameters>;
