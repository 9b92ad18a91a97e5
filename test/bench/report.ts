import os from 'node:os';

import { DEFAULT_HOST } from '../e2e/host/install';
import { LATENCY_MS, WAYS, type Row, type RowOfItems, type Way } from './measure';
import type { PackageFigures } from './packageFigures';
import { WARM_UP_ITEMS } from './workflows';

interface Measurements {
	readonly rows: readonly Row[];
	readonly held: readonly RowOfItems[];
	readonly package: PackageFigures;
}

const count = (value: number) => value.toLocaleString('en');
const seconds = (ms: number) => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
const megabytes = (bytes: number) => `${count(Math.round(bytes / 1e6))} MB`;
const times = (ratio: number) => `${ratio.toFixed(ratio < 10 ? 2 : 0)}×`;
const microseconds = (ms: number, items: number) => `${Math.round((ms / items) * 1000)} µs`;

/** The Markdown of one run of the benchmark. */
export function report({ rows, held, package: { bytes, loadMs } }: Measurements): string {
	const heldBy = (items: number) => held.find((entry) => entry.items === items);
	const sections = [
		`n8n ${DEFAULT_HOST}, ${os.cpus().length} cores, each provider simulated with ${LATENCY_MS} ms a request; a fresh n8n process for each line, in which the node was run with ${WARM_UP_ITEMS} other items before. Time and CPU are the node's own; memory is the peak of the n8n process up to the end of the node, against that of n8n holding the same items (No Operation node). In brackets, how many requests.`,
		table(
			[
				'Items',
				'Provider',
				'Text',
				'HTTP Request node',
				'One after another',
				'undici',
				'**This node**',
				'Faster than HTTP Request node',
				'Time against undici',
				'CPU an item',
				'Memory',
			],
			rows
				.filter(({ way }) => way === 'ours')
				.map((row) => summaryCells(row, rows, heldBy(row.items))),
		),
		table(
			['Items', 'Provider', 'Text', 'Way', 'Requests', 'Time', 'CPU', 'Peak memory'],
			rows.map((row) => sendCells(row, heldBy(row.items))),
		),
		table(
			[
				'Items',
				'n8n holding them: peak memory',
				'Edit Fields, one mapped field: CPU an item',
				'Two mapped fields: CPU an item',
			],
			held.map(({ items, noOp, oneField, twoFields }) => [
				count(items),
				megabytes(noOp.peakBytes),
				microseconds(oneField.cpuMs, items),
				microseconds(twoFields.cpuMs, items),
			]),
		),
		`Package: ${(bytes / 1000).toFixed(1)} kB to download, all nodes and credentials load in ${loadMs.toFixed(0)} ms.`,
	];
	return `${sections.join('\n\n')}\n`;
}

function sendCells({ subject, items, way, measured, why }: Row, held?: RowOfItems): string[] {
	const cells = [count(items), subject.provider, subject.text, WAYS[way]];
	if (measured === undefined) return [...cells, why ?? '', '', '', ''];
	const { requests, wallMs, cpuMs, peakBytes } = measured;
	const memory = megabytes(peakBytes);
	const ratio = held && way !== 'floor' ? ` (${times(peakBytes / held.noOp.peakBytes)})` : '';
	return [...cells, count(requests), seconds(wallMs), seconds(cpuMs), `${memory}${ratio}`];
}

/** All ways beside each other, one line for as many items of one kind. */
function summaryCells(ours: Row, rows: readonly Row[], held?: RowOfItems): string[] {
	const { subject, items, measured } = ours;
	const measuredBy = (way: Way) =>
		rows.find((row) => row.subject === subject && row.items === items && row.way === way)?.measured;
	const cell = (way: Way) => {
		const by = measuredBy(way);
		return by === undefined ? '–' : `${seconds(by.wallMs)} (${count(by.requests)})`;
	};
	const timeOf = (way: Way) => measuredBy(way)?.wallMs ?? NaN;
	const ratios = [timeOf('parallel') / timeOf('ours'), timeOf('ours') / timeOf('floor')];
	return [
		count(items),
		subject.provider,
		subject.text,
		...(['parallel', 'inSequence', 'floor', 'ours'] as const).map(cell),
		...ratios.map((ratio) => (Number.isNaN(ratio) ? '–' : times(ratio))),
		microseconds(measured?.cpuMs ?? NaN, items),
		times((measured?.peakBytes ?? NaN) / (held?.noOp.peakBytes ?? NaN)),
	];
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
