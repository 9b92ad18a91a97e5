import type { Checked } from '../node/faults';
import type { Dated, InboxReader, TimeWindow } from './inboxWindow';

const MAX_READINGS = 8;

/** One pass over all pages; undefined where their number changed meanwhile, so that pages have shifted. */
async function readPages<Message extends Dated>(
	reader: InboxReader<Message>,
	asked: TimeWindow,
): Promise<Checked<Message[] | undefined>> {
	const all: Message[] = [];
	let totalPages: number | undefined;
	for (let number = 1; number <= (totalPages ?? 1); number += 1) {
		const page = await reader.readPage(asked, number);
		if (!page.ok) return page;
		totalPages ??= page.value.totalPages;
		if (page.value.totalPages !== totalPages) return { ok: true, value: undefined };
		all.push(...page.value.messages);
	}
	return { ok: true, value: all };
}

/**
 * Reads a window that cannot be cut smaller by its pages, again until two readings in a row have the
 * same messages, twins counted, also those around it that are not wanted: what comes there shifts the
 * pages all the same. A list that never rests is a passing fault.
 */
export async function readSecond<Message extends Dated>(
	reader: InboxReader<Message>,
	asked: TimeWindow,
	wanted: (message: Message) => boolean,
): Promise<Checked<readonly Message[]>> {
	let lastPrint: string | undefined;
	for (let reading = 1; reading <= MAX_READINGS; reading += 1) {
		const read = await readPages(reader, asked);
		if (!read.ok) return read;
		const print = read.value && JSON.stringify(read.value.map(reader.identityOf).sort());
		if (read.value !== undefined && print === lastPrint) {
			return { ok: true, value: read.value.filter(wanted) };
		}
		lastPrint = print;
	}
	return {
		ok: false,
		fault: {
			provider: reader.provider,
			code: 'list-kept-changing',
			meaning: `The list of received messages at ${reader.provider} kept changing while it was read`,
			whatToDo: 'Try again in a moment',
			httpCode: 502,
		},
	};
}
