import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { Checked } from '../faults/faults';
import type { RequestParameters, Row } from '../operations/operation';
import { numberIn } from '../form/parameters';
import type { TriggerEvent } from './event';
import { event } from './event';

const alarmPart = z.object({ alarmAt: z.number() });

/** Kept from an alarm on until the watched value has risen again: the value at the alarm. */
type AlarmPart = z.infer<typeof alarmPart>;

const SENTENCE = 'Enter the threshold as a number above 0';

/** Reads the field Threshold. */
export const threshold = numberIn({ min: Number.MIN_VALUE }, SENTENCE);

/**
 * Whether a value calls for an alarm: once on falling below the threshold, and again only after having
 * risen. A rise above the threshold emits nothing, so n8n may not save that it was seen; a value above
 * that of the last alarm proves one as well.
 */
export function judge(
	value: number,
	limit: number,
	kept: AlarmPart | undefined,
): { readonly isAlarm: boolean; readonly kept: AlarmPart | undefined } {
	if (value >= limit) return { isAlarm: false, kept: undefined };
	const isAlarm = kept === undefined || value > kept.alarmAt;
	return { isAlarm, kept: isAlarm ? { alarmAt: value } : kept };
}

interface CreditReading {
	readonly value: number;
	readonly row: Row;
}

interface CreditWatch<Client, Parameters> {
	/** Of the entry in the dropdown. */
	readonly description: string;
	readonly fields: readonly INodeProperties[];
	readonly parameters: z.ZodType<Parameters, z.ZodTypeDef, unknown>;
	/** The name under which the last alarm is kept. */
	subjectOf(parameters: Parameters): string;
	read(client: Client, parameters: Parameters): Promise<Checked<CreditReading>>;
}

/** The event `creditLow` of a provider. */
export function creditLowEvent<
	Client,
	Parameters extends RequestParameters & { readonly threshold: number },
>(watch: CreditWatch<Client, Parameters>): TriggerEvent<Client> {
	const rowOf = ({ row }: CreditReading, limit: number): Row => {
		const json: IDataObject = { ...row.json, threshold: limit };
		return { json, raw: row.raw };
	};
	return event<Client, Parameters, Parameters, AlarmPart>({
		option: {
			name: 'Credit Low',
			value: 'creditLow',
			action: 'On credit low',
			description: watch.description,
		},
		fields: watch.fields,
		parameters: watch.parameters,
		part: alarmPart,
		check: (parameters) => ({ ok: true, value: parameters }),
		async poll({ client, settings, kept }) {
			const subject = watch.subjectOf(settings);
			const read = await watch.read(client, settings);
			if (!read.ok) return { rows: [], kept: new Map(), fault: read.fault };
			const judged = judge(read.value.value, settings.threshold, kept(subject));
			return {
				rows: judged.isAlarm ? [rowOf(read.value, settings.threshold)] : [],
				kept: new Map([[subject, judged.kept]]),
			};
		},
		async sample({ client, settings }) {
			const read = await watch.read(client, settings);
			return read.ok ? { ok: true, value: [rowOf(read.value, settings.threshold)] } : read;
		},
	});
}
