import type { Checked, Fault } from '../../faults/faults';
import type { Dated, InboxPage, InboxReader, TimeWindow, UnreadableRow } from './reader';
import { rowCount } from './reader';

const MAX_READINGS = 8;

/** Of one window: nobody writes so much in what cannot be cut smaller. */
const MAX_PAGES = 2_000;

/** That an answer denies itself; mostly the next one does not. */
export function contradiction(provider: string): Fault {
	return {
		code: 'list-contradicts-itself',
		meaning: `The list of received messages at ${provider} says that it has more than it hands out`,
		whatToDo: 'Try again in a moment',
		httpCode: 502,
	};
}

interface Pages<Message> {
	readonly messages: readonly Message[];
	readonly unreadable: readonly UnreadableRow[];
	/** True where a page was told of that is empty, or that is the first one once more. */
	readonly inventsPages: boolean;
}

/**
 * Whether a provider hands out the first page whatever page is asked for: behind the last one it does
 * so too. Pages of the same rows alone prove nothing, for people send the same words twice.
 */
async function repeatsFirst<Message extends Dated>(
	reader: InboxReader<Message>,
	asked: TimeWindow,
	pages: ReadonlyArray<InboxPage<Message>>,
): Promise<Checked<boolean>> {
	const printOf = ({ messages, unreadable = [] }: InboxPage<Message>) =>
		JSON.stringify([messages.map(reader.identityOf), unreadable.map(({ content }) => content)]);
	const prints = new Set(pages.map(printOf));
	if (pages.length < 2 || prints.size > 1) return { ok: true, value: false };
	const behind = await reader.readPage(asked, pages.length + 1);
	return behind.ok ? { ok: true, value: prints.has(printOf(behind.value)) } : behind;
}

/** One pass over all pages; undefined where their number changed meanwhile, so that pages have shifted. */
async function readPages<Message extends Dated>(
	reader: InboxReader<Message>,
	asked: TimeWindow,
	mayInvent: boolean,
): Promise<Checked<Pages<Message> | undefined>> {
	const pages: Array<InboxPage<Message>> = [];
	const rowsOf = (read: ReadonlyArray<InboxPage<Message>>) => ({
		messages: read.flatMap(({ messages }) => messages),
		unreadable: read.flatMap(({ unreadable = [] }) => unreadable),
	});
	let told: number | undefined;
	for (let number = 1; number <= MAX_PAGES; number += 1) {
		const page = await reader.readPage(asked, number);
		if (!page.ok) return page;
		told ??= page.value.totalPages;
		if (rowCount(page.value) === 0) {
			if (number === 1 && told > 1 && !mayInvent) {
				return { ok: false, fault: contradiction(reader.provider) };
			}
			const inventsPages = number <= told && told > 1;
			return { ok: true, value: { ...rowsOf(pages), inventsPages } };
		}
		// Where no number of pages is told, there is no other end than an empty page.
		const isTold = told >= 1;
		if (isTold && told !== page.value.totalPages) return { ok: true, value: undefined };
		pages.push(page.value);
		if (isTold && number >= told) {
			const repeated = await repeatsFirst(reader, asked, pages);
			if (!repeated.ok) return repeated;
			const inventsPages = repeated.value;
			return {
				ok: true,
				value: { ...rowsOf(inventsPages ? pages.slice(0, 1) : pages), inventsPages },
			};
		}
	}
	return { ok: false, fault: contradiction(reader.provider) };
}

/**
 * Reads a window by its pages, again until two readings in a row have the same rows, twins counted, also
 * those around it that are not wanted: what comes there shifts the pages all the same. A list that never
 * rests is a passing fault.
 *
 * @param mayInvent whether the provider is known to tell of pages that do not exist
 */
export async function readByPages<Message extends Dated>(
	reader: InboxReader<Message>,
	asked: TimeWindow,
	mayInvent: boolean,
): Promise<Checked<Pages<Message>>> {
	let lastPrint: string | undefined;
	for (let reading = 1; reading <= MAX_READINGS; reading += 1) {
		const read = await readPages(reader, asked, mayInvent);
		if (!read.ok) return read;
		const print =
			read.value &&
			JSON.stringify([
				read.value.messages.map(reader.identityOf).sort(),
				read.value.unreadable.map(({ content }) => content).sort(),
			]);
		if (read.value !== undefined && print === lastPrint) return { ok: true, value: read.value };
		lastPrint = print;
	}
	return {
		ok: false,
		fault: {
			code: 'list-kept-changing',
			meaning: `The list of received messages at ${reader.provider} kept changing while it was read`,
			whatToDo: 'Try again in a moment',
			httpCode: 502,
		},
	};
}
