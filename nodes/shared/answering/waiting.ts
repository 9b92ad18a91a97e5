import type { INodeProperties } from 'n8n-workflow';

import type { Checked } from '../faults/faults';
import { refusal } from '../faults/faults';
import { oneStep } from '../form/oneStep';
import { ZONE_HINT } from '../sending/schedule';
import { parseOwnInstant } from '../sms/dates';
import { toLatinDigits } from '../sms/digits';

const UNIT_MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/** n8n's own sign of a wait without a limit; a limit has to lie before it. */
const FOREVER_MS = Date.UTC(3000, 0, 1);

/** A time limit as it was set: how long (ms), or until when. */
export type WaitLimit =
	| { readonly kind: 'none' }
	| { readonly kind: 'after'; readonly ms: number }
	| { readonly kind: 'at'; readonly written: unknown };

const entry = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function amountOf(value: unknown): number {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && value.trim() !== ''
		? Number(toLatinDigits(value).trim())
		: NaN;
}

function isUnit(value: unknown): value is keyof typeof UNIT_MS {
	return typeof value === 'string' && Object.hasOwn(UNIT_MS, value);
}

function limitOf(value: unknown): WaitLimit | undefined {
	if (value === undefined) return { kind: 'none' };
	if (typeof value !== 'object' || value === null) return undefined;
	const values = entry(value, 'values');
	// The option was added, and nothing chosen in it yet.
	if (values === undefined) return { kind: 'none' };
	if (entry(values, 'limitType') === 'atSpecifiedTime') {
		return { kind: 'at', written: entry(values, 'maxDateAndTime') };
	}
	const unit = entry(values, 'resumeUnit') ?? 'hours';
	const amount = amountOf(entry(values, 'resumeAmount') ?? 1);
	if (!isUnit(unit) || !(amount > 0)) return undefined;
	return { kind: 'after', ms: Math.round(amount * UNIT_MS[unit]) };
}

/** Reads the option Limit Wait Time. */
export const limitWaitTime = oneStep(
	limitOf,
	() =>
		'Enter how long to wait as a number above 0 with minutes, hours or days, or remove the option',
);

/**
 * Until when to wait, in Unix milliseconds; undefined waits without a limit.
 *
 * @param zone the workflow's, that a date without an offset is read in
 */
export function waitUntil(limit: WaitLimit, zone: string): Checked<number | undefined> {
	if (limit.kind === 'none') return { ok: true, value: undefined };
	const now = Date.now();
	if (limit.kind === 'after') {
		const untilMs = now + limit.ms;
		if (untilMs < FOREVER_MS) return { ok: true, value: untilMs };
		return refusal(
			'The time to wait is longer than n8n can wait',
			'Enter a shorter time in Limit Wait Time, or remove the option to wait without a limit',
		);
	}
	const instant = parseOwnInstant(limit.written, zone);
	if (!instant.ok) {
		return refusal(
			`The date to wait until ${instant.reason}`,
			'Correct Max Date and Time in the option Limit Wait Time',
		);
	}
	if (instant.epochMs > now && instant.epochMs < FOREVER_MS) {
		return { ok: true, value: instant.epochMs };
	}
	return refusal(
		instant.epochMs <= now
			? 'The date to wait until is in the past, so nobody could answer in time'
			: 'The date to wait until is later than n8n can wait',
		'Choose another date in the option Limit Wait Time',
	);
}

/** The option, as n8n's own nodes have it. */
export const limitWaitTimeField: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description:
		'How long to wait for the answer. When the time is over, the workflow goes on with the item as it came in, without data; who opens the link then reads that it is too late.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					default: 'afterTimeInterval',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime' },
					],
					description: 'Whether to wait for a length of time or until a date',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 1,
					description: 'The time to wait',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					default: 'hours',
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					description: 'Unit of the time to wait',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					default: '',
					description: 'Until when to wait',
					hint: ZONE_HINT,
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
				},
			],
		},
	],
};
