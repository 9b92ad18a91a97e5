import sortBy from 'lodash/sortBy';
import { z } from 'zod';

import { askEach } from '../../shared/operations/askEach';
import type { Answer, Checked, Fault } from '../../shared/faults/faults';
import { refusal } from '../../shared/faults/faults';
import type { Row } from '../../shared/operations/operation';
import { many } from '../../shared/form/parameters';
import { maxAgeField, maxAgeHours } from '../../shared/polling/delivery/fields';
import { isOfOneId } from '../../shared/polling/delivery/source';
import { event } from '../../shared/polling/event';
import { pollOptionsField, pollOptionsOf } from '../../shared/polling/options';
import type { TurkeySmsClient } from '../api/client';
import type { Report } from '../api/reportSchemas';
import { reportIds } from './idLists';
import type { ReportPart } from './reportChanges';
import { judgeReport, reportPart, reportRow } from './reportChanges';

type Client = Pick<TurkeySmsClient, 'account' | 'getReport'>;

const parameters = z.object({ reportIds: many, options: pollOptionsOf({ maxAgeHours }) });

interface Settings {
	readonly ids: readonly string[];
	readonly maxAgeMs: number;
}

/** The state takes some 150 characters a report. */
const MAX_REPORTS = 200;
const HOUR_MS = 60 * 60 * 1000;

interface Asked {
	readonly id: string;
	readonly kept: ReportPart | undefined;
	readonly key: string;
	ask(): Promise<Answer<Report | undefined>>;
}

function questionsFor(
	client: Client,
	ids: readonly string[],
	kept: (id: string) => ReportPart | undefined,
	timeLeft: () => number,
): Asked[] {
	return ids.flatMap((id) => {
		const known = kept(id);
		if (known?.ended) return [];
		const outOfTime = { ok: true, value: undefined, raw: undefined } as const;
		return {
			id,
			kept: known,
			key: id,
			ask: async () => (timeLeft() > 0 ? await client.getReport(id) : outOfTime),
		};
	});
}

/**
 * What is kept of the reports that are listed, which counts as needed also where this poll does not get
 * to them, and of those that are not, nothing.
 */
function keptOf(
	ids: readonly string[],
	kept: (id: string) => ReportPart | undefined,
	subjects: readonly string[],
): Map<string, ReportPart | undefined> {
	const listed = ids.flatMap((id) => {
		const part = kept(id);
		return part === undefined ? [] : [[id, part] as const];
	});
	const gone = subjects.filter((id) => !ids.includes(id)).map((id) => [id, undefined] as const);
	return new Map<string, ReportPart | undefined>([...gone, ...listed]);
}

const withId = (id: string, fault: Fault): Fault => ({
	...fault,
	meaning: `Report ID ${id}: ${fault.meaning}`,
});

export const reportChanged = event<Client, z.infer<typeof parameters>, Settings, ReportPart>({
	option: {
		name: 'Report Changed',
		value: 'reportChanged',
		action: 'On report changed',
		description: 'Starts the workflow when the counts in the report of a bulk send change',
	},
	fields: [
		{
			displayName: reportIds.displayName,
			name: reportIds.name,
			type: 'string',
			required: true,
			default: '',
			placeholder: reportIds.placeholder,
			description: reportIds.description,
		},
		pollOptionsField([
			{
				...maxAgeField,
				description:
					'How long to follow a report whose counts never cover all its numbers. Its last item then has expired set to true.',
			},
		]),
	],
	parameters,
	part: reportPart,
	check({ reportIds: listed, options }): Checked<Settings> {
		const read = reportIds.read(listed);
		if (!read.ok) return read;
		const ids = [...new Set(read.value)];
		if (ids.length === 0 || ids.length > MAX_REPORTS) {
			const meaning =
				ids.length === 0
					? 'No report ID is given'
					: `${ids.length} report IDs are more than one trigger can watch`;
			const whatToDo = `Enter 1 to ${MAX_REPORTS} report IDs`;
			return refusal(meaning, whatToDo);
		}
		return { ok: true, value: { ids, maxAgeMs: options.maxAgeHours * HOUR_MS } };
	},
	async poll({ settings, client, now, kept, subjects, timeLeft, isActivation, note }) {
		const { ids, maxAgeMs } = settings;
		const rows: Row[] = [];
		const parts = keptOf(ids, kept, subjects());
		let fault: Fault | undefined;
		let unknown: Fault | undefined;
		let isFound = ids.some((id) => kept(id) !== undefined);
		// Those that were not asked for the longest time come first: there may not be time for all.
		const inTurn = sortBy(ids, (id) => kept(id)?.askedAt ?? 0);
		const questions = questionsFor(client, inTurn, kept, timeLeft);
		for await (const { question, answer } of askEach<Report | undefined, Asked>(questions)) {
			const { id, kept: known } = question;
			if (answer.ok && answer.value === undefined) continue;
			if (!answer.ok && !isOfOneId(answer.fault)) {
				fault ??= answer.fault;
				continue;
			}
			if (answer.ok) isFound = true;
			else {
				unknown ??= withId(id, answer.fault);
				if (known === undefined) note(`${withId(id, answer.fault).meaning}: it is asked for again`);
			}
			const judged = judgeReport(id, known, answer, { now, maxAgeMs });
			parts.set(id, judged.part);
			rows.push(...judged.rows);
		}
		return { rows, kept: parts, fault: fault ?? (isActivation && !isFound ? unknown : undefined) };
	},
	async sample({ settings, client, timeLeft }) {
		const rows: Row[] = [];
		let fault: Fault | undefined;
		const questions = questionsFor(client, settings.ids, () => undefined, timeLeft);
		for await (const { question, answer } of askEach<Report | undefined, Asked>(questions)) {
			if (!answer.ok) fault ??= withId(question.id, answer.fault);
			else if (answer.value !== undefined)
				rows.push(reportRow(question.id, answer.value, answer.raw));
		}
		return rows.length === 0 && fault !== undefined
			? { ok: false, fault }
			: { ok: true, value: rows };
	},
});
