import type { IDataObject } from 'n8n-workflow';

import type { RunResult } from './engine';

/** A number by its last nine digits, which all its forms have in common. */
export const tailOf = (number: unknown): string => String(number).slice(-9);

/** The same of a number with spaces between its digits. */
export const numberIn = (written: string): string => tailOf(written.replaceAll(' ', ''));

/** How often each number comes. */
export function countOf(numbers: Iterable<string>): Map<string, number> {
	const counts = new Map<string, number>();
	for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
	return counts;
}

/** What an execution said of its messages, by number. */
export class Report {
	readonly accepted = new Map<string, number>();
	readonly refused = new Map<string, number>();
	readonly unknown = new Map<string, number>();

	add(outcome: 'accepted' | 'refused' | 'unknown', numbers: readonly unknown[]): void {
		for (const number of numbers.map((e164) => tailOf(e164))) {
			this[outcome].set(number, (this[outcome].get(number) ?? 0) + 1);
		}
	}
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const fieldOf = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function outcomeOf(details: unknown): 'refused' | 'unknown' {
	const outcome = fieldOf(details, 'outcome');
	if (outcome === 'refused' || outcome === 'unknown') return outcome;
	throw new Error(`A failed send says ${JSON.stringify(details)}`);
}

/** Reads what came out, item by item. An invalid item has no number. */
export function reportOf({ outputs }: RunResult, items: number): Report {
	const report = new Report();
	const all = outputs.flat();
	expect(all).toHaveLength(items);
	for (const { json } of all) addItem(report, json);
	return report;
}

function addItem(report: Report, json: IDataObject): void {
	if (json.error === undefined) {
		expect(json.outcome).toBe('accepted');
		report.add('accepted', json.recipient ? [json.recipient] : listOf(json.recipients));
		return;
	}
	report.add(outcomeOf(json.details), listOf(fieldOf(json.details, 'recipients')));
	report.add('accepted', listOf(fieldOf(json.details, 'acceptedRecipients')));
	report.add('refused', listOf(fieldOf(json.details, 'refusedRecipients')));
}

/** Adds what one call of the node as a tool told the agent: items, or words. */
export async function toolReportOf(
	report: Report,
	called: Promise<string>,
	numbers: readonly string[],
): Promise<void> {
	try {
		const items: IDataObject[] = JSON.parse(await called);
		for (const json of items) addItem(report, json);
	} catch (thrown) {
		const words = String(thrown);
		// What was accepted of many is told as a count.
		const isOpen = /may have been sent|\d+ of \d+ messages were accepted/.test(words);
		report.add(isOpen ? 'unknown' : 'refused', numbers);
	}
}

interface Bounds {
	/** Whether a message can stand for several items, of which each tells. */
	isOnce: boolean;
	/** Whether a number can have got as many messages as it was given. */
	isAsGiven: boolean;
	/** How often a message may go. */
	times: number;
}

/**
 * What is reported accepted was accepted, and what is reported refused was not. Of a message that stands
 * for several items each of them tells; of messages that are repeated as often as given, each for itself.
 */
export function expectTrue(
	report: Report,
	ledger: ReadonlyMap<string, number>,
	{ isOnce, isAsGiven, times }: Bounds,
): void {
	const numbers = new Set([
		...report.accepted.keys(),
		...report.refused.keys(),
		...report.unknown.keys(),
	]);
	for (const number of numbers) {
		const accepted = report.accepted.get(number) ?? 0;
		const open = report.unknown.get(number) ?? 0;
		const sent = ledger.get(number) ?? 0;
		const least = isOnce ? Math.min(1, accepted) : accepted;
		const most = times * (isAsGiven ? accepted + open : Math.min(1, accepted + open));
		if (sent < least || sent > most) {
			throw new Error(`${number} was sent ${sent} times, reported ${least} to ${most}`);
		}
	}
}

/** In stop mode the one fault says how many were accepted, and names what is unknown. */
export function expectTrueFault(
	{ fault }: RunResult,
	ledger: readonly string[],
	times: number,
): void {
	// What the node refused itself is no fault of an API, and bears its details as data.
	const details =
		fieldOf(fault?.json, 'errorResponse') ?? fieldOf(fieldOf(fault?.json, 'context'), 'data');
	const unknown = outcomeOf(details) === 'unknown' ? listOf(fieldOf(details, 'recipients')) : [];
	const open = new Set(unknown.map((e164) => tailOf(e164)));
	const told = /(\d+) of (\d+) messages were accepted/.exec(fault?.description ?? '');
	const accepted = Number(told?.[1] ?? 0);
	const certain = ledger.filter((number) => !open.has(number));
	expect(certain.length).toBeLessThanOrEqual(accepted * times);
	expect(accepted).toBeLessThanOrEqual(ledger.length);
}

/** What is reported accepted was accepted by now, not only in the end. */
export function expectAccepted(report: Report, ledger: ReadonlyMap<string, number>): void {
	const untrue = [...report.accepted.keys()].filter((number) => !ledger.has(number));
	expect(untrue).toEqual([]);
}

/**
 * What one execution reported accepted, none that follows under the same keys reports refused. Of an item
 * that was accepted in part, a key does not tell which.
 */
export function expectKept(reports: readonly Report[]): void {
	const last = reports.at(-1);
	const accepted = reports.slice(0, -1).flatMap((report) => [...report.accepted.keys()]);
	const lost = accepted.filter((number) => last?.refused.has(number));
	expect(lost).toEqual([]);
}
