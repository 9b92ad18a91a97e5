import type { Fault } from '../../faults/faults';
import type { Dated, InboxReader } from './reader';

/**
 * Of one reading of one inbox. Two requests a page are usual where a window has many pages, so that this
 * is enough for some 250,000 messages at a hundred a page.
 */
export const MAX_REQUESTS = 5_000;

function tooMany(provider: string): Fault {
	return {
		code: 'too-many-pages',
		meaning: `The list of received messages at ${provider} did not end within ${MAX_REQUESTS} requests`,
		whatToDo: 'Ask for a shorter time; if this comes back for a short one, ask the provider',
		httpCode: 502,
	};
}

/** The same inbox, which hands out a fault instead of what is asked beyond the bound. */
export function withinBounds<Message extends Dated>(
	reader: InboxReader<Message>,
): InboxReader<Message> {
	let requests = 0;
	return {
		...reader,
		async readPage(window, page) {
			requests += 1;
			if (requests > MAX_REQUESTS) return { ok: false, fault: tooMany(reader.provider) };
			return await reader.readPage(window, page);
		},
	};
}
