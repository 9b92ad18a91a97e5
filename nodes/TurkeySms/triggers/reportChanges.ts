import { z } from 'zod';

import type { Answer } from '../../shared/faults/faults';
import type { Row } from '../../shared/operations/operation';
import { printOf } from '../../shared/polling/delivery/knownStatuses';
import type { Report } from '../api/reportSchemas';

/** What is kept of a report. Times are Unix milliseconds. */
export const reportPart = z.object({
	since: z.number(),
	askedAt: z.number(),
	/** Of what it said; empty where it was not found yet. */
	print: z.string(),
	ended: z.boolean(),
});

export type ReportPart = z.infer<typeof reportPart>;

/** True where every number of the report has come to its end. */
function isOver({ total, delivered, undelivered, invalid, blocked }: Report): boolean {
	const counts = [delivered, undelivered, invalid, blocked].map((count) => count ?? 0);
	const settled = counts.reduce((sum, count) => sum + count, 0);
	return total !== undefined && total > 0 && settled >= total;
}

/** A report as an item. */
export function reportRow(id: string, { reportId = id, ...report }: Report, raw: unknown): Row {
	return { json: { reportId, ...report, isFinal: isOver({ reportId, ...report }) }, raw };
}

/**
 * Compares a report with what is known of it: a row where it changed, and a last one, which bears
 * `isFinal` or `expired`, where the watching ends.
 *
 * @param answer of a report that the provider does not know, a fault
 * @param now Unix milliseconds
 */
export function judgeReport(
	id: string,
	known: ReportPart | undefined,
	answer: Answer<Report | undefined>,
	{ now, maxAgeMs }: { readonly now: number; readonly maxAgeMs: number },
): { readonly part: ReportPart; readonly rows: readonly Row[] } {
	const { since = now, print = '' } = known ?? {};
	const isOld = now - since >= maxAgeMs;
	const report = answer.ok ? answer.value : undefined;
	if (report === undefined) {
		const json = { reportId: id, reportStatus: null, isFinal: false, expired: true };
		return { part: { since, askedAt: now, print, ended: isOld }, rows: isOld ? [{ json }] : [] };
	}
	const { json, raw } = reportRow(id, report, answer.ok ? answer.raw : undefined);
	const part = {
		since,
		askedAt: now,
		print: printOf(JSON.stringify(report)),
		ended: isOld || isOver(report),
	};
	if (part.print === print && !isOld) return { part, rows: [] };
	const expired = isOld && !isOver(report) ? { expired: true } : {};
	return { part, rows: [{ json: { ...json, ...expired }, raw }] };
}
