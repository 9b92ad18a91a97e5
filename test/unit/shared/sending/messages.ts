import type { Fault } from '../../../../nodes/shared/faults/faults';
import type { MessageResult, PlacedMessage } from '../../../../nodes/shared/sending/message';
import type { Slot } from '../../../../nodes/shared/sending/slots';

export const message = (item: number, position = 0, text = 'hello'): PlacedMessage => ({
	item,
	occurrence: 0,
	standsFor: [],
	recipient: `+9891121${70_000 + item * 10 + position}`,
	text,
});

export const messages = (count: number): PlacedMessage[] =>
	Array.from({ length: count }, (_, item) => message(item));

/** An item with these messages, all its own. */
export function slotOf(own: readonly PlacedMessage[], onceKey = ''): Slot {
	const source = {
		itemIndex: own[0]?.item ?? 0,
		onceKey,
		login: 0,
		duplicates: 'once' as const,
		prepared: { shared: null, messages: own, output: {} },
	};
	return { source, shareKey: 1, messages: own, own, output: {} };
}

export const FAULT: Fault = {
	code: '1004',
	meaning: 'The parameters are not valid',
	whatToDo: 'Check the fields',
	httpCode: 422,
	outcome: 'refused',
};

export const accepted = (ids = {}): MessageResult => ({ ok: true, ids });
export const refused = (more: Partial<Fault> = {}): MessageResult => ({
	ok: false,
	fault: { ...FAULT, ...more },
});
export const unknown: MessageResult = refused({ outcome: 'unknown', httpCode: 504 });
