import type { RunResult } from './engine';

/** A number by its last nine digits, which all its forms have in common. */
export const tailOf = (number: unknown): string => String(number).slice(-9);

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
	for (const { json } of all) {
		if (json.error === undefined) {
			expect(json.outcome).toBe('accepted');
			report.add('accepted', json.recipient ? [json.recipient] : listOf(json.recipients));
			continue;
		}
		report.add(outcomeOf(json.details), listOf(fieldOf(json.details, 'recipients')));
		report.add('accepted', listOf(fieldOf(json.details, 'acceptedRecipients')));
		report.add('refused', listOf(fieldOf(json.details, 'refusedRecipients')));
	}
	return report;
}

/**
 * What is reported accepted was accepted, and what is reported refused was not. Of a message that stands
 * for several items each of them tells; of messages that are repeated as often as given, each for itself.
 */
export function expectTrue(
	report: Report,
	ledger: ReadonlyMap<string, number>,
	once: boolean,
): void {
	const numbers = new Set([
		...report.accepted.keys(),
		...report.refused.keys(),
		...report.unknown.keys(),
	]);
	for (const number of numbers) {
		const least = report.accepted.get(number) ?? 0;
		const open = report.unknown.get(number) ?? 0;
		const sent = ledger.get(number) ?? 0;
		const bounds = once
			? { least: Math.min(1, least), most: Math.min(1, least + open) }
			: { least, most: least + open };
		if (sent < bounds.least || sent > bounds.most) {
			throw new Error(`${number} was sent ${sent} times, reported ${JSON.stringify(bounds)}`);
		}
	}
}

/** In stop mode the one fault says how many were accepted, and names what is unknown. */
export function expectTrueFault({ fault }: RunResult, ledger: readonly string[]): void {
	const details = fieldOf(fault?.json, 'errorResponse');
	const unknown = outcomeOf(details) === 'unknown' ? listOf(fieldOf(details, 'recipients')) : [];
	const open = new Set(unknown.map((e164) => tailOf(e164)));
	const told = /(\d+) of (\d+) messages were accepted/.exec(fault?.description ?? '');
	const accepted = Number(told?.[1] ?? 0);
	const certain = ledger.filter((number) => !open.has(number));
	expect(certain.length).toBeLessThanOrEqual(accepted);
	expect(accepted).toBeLessThanOrEqual(ledger.length);
}

/** What is reported accepted was accepted by now, not only in the end. */
export function expectAccepted(report: Report, ledger: ReadonlyMap<string, number>): void {
	const untrue = [...report.accepted.keys()].filter((number) => !ledger.has(number));
	expect(untrue).toEqual([]);
}
