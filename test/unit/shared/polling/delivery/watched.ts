import type { Reading, WatchOptions } from '../../../../../nodes/shared/polling/delivery/watch';
import type { Keyed } from '../../../../../nodes/shared/polling/delivery/knownStatuses';
import type { WatchState } from '../../../../../nodes/shared/polling/delivery/watchState';
import {
	readWatch,
	watchPart,
	writeWatch,
} from '../../../../../nodes/shared/polling/delivery/watchState';
import type { DeliveryStatus } from '../../../../../nodes/shared/sms/delivery';

const ALL: ReadonlySet<DeliveryStatus> = new Set([
	'pending',
	'queued',
	'sent',
	'delivered',
	'undelivered',
	'rejected',
	'blocked',
]);
export const OPTIONS: WatchOptions = { statuses: ALL, skipPending: false, maxAgeMinutes: 600 };

export const group = (id: string) => ({ kind: 'group', id });
export const message = (id: string) => ({ kind: 'message', id });

export const reading = (messages: readonly Keyed[], isComplete = true): Reading<Keyed> => ({
	messages,
	isComplete,
});

/** As it is after it was stored and read again. */
export const stored = (state: WatchState) =>
	readWatch(watchPart.parse(JSON.parse(JSON.stringify(writeWatch(state)))));
