/** Where a message stands, in one vocabulary for all providers. */
export type DeliveryStatus =
	'pending' | 'queued' | 'sent' | 'delivered' | 'undelivered' | 'rejected' | 'blocked';

const FINAL: ReadonlySet<DeliveryStatus> = new Set([
	'delivered',
	'undelivered',
	'rejected',
	'blocked',
]);

/** Whether the status will not change any more. */
export function isFinal(status: DeliveryStatus): boolean {
	return FINAL.has(status);
}
