/** The end of one request, whatever its server does. */
export interface TimeLimit {
	/** Aborts the request at its time limit, or when the execution is cancelled. */
	readonly signal: AbortSignal;
	/** Whether the time is over. */
	isOver(): boolean;
	/** What the request comes to; rejects soon after its time limit where the host did not heed the signal. */
	whicheverIsFirst(request: unknown): Promise<unknown>;
	/** Lets go of the execution's own signal. */
	end(): void;
}

/** So long an aborted request may take to say how far it came, in milliseconds. */
const GRACE_MS = 500;

/** The signal of a context that has one: triggers and list searches have none. */
export function cancelSignalOf(context: object): AbortSignal | undefined {
	const read: unknown = Reflect.get(context, 'getExecutionCancelSignal');
	const signal: unknown = typeof read === 'function' ? Reflect.apply(read, context, []) : undefined;
	return signal instanceof AbortSignal ? signal : undefined;
}

/**
 * Begins the time of a request. Its timer keeps no process alive, and is gone with what waits for it.
 *
 * @param cancel ends the request earlier
 */
export function timeLimitOf(timeoutMs: number, cancel?: AbortSignal): TimeLimit {
	const over = AbortSignal.timeout(timeoutMs);
	const controller = new AbortController();
	const abort = () => controller.abort();
	over.addEventListener('abort', abort, { once: true });
	cancel?.addEventListener('abort', abort, { once: true });
	if (cancel?.aborted) abort();

	return {
		signal: controller.signal,
		isOver: () => over.aborted,
		async whicheverIsFirst(request) {
			const unheeded = new Promise<never>((_, reject) => {
				const wait = () =>
					AbortSignal.timeout(GRACE_MS).addEventListener('abort', () =>
						reject(new Error('The request went on after its time limit')),
					);
				if (controller.signal.aborted) wait();
				else controller.signal.addEventListener('abort', wait, { once: true });
			});
			return await Promise.race([request, unheeded]);
		},
		end() {
			over.removeEventListener('abort', abort);
			cancel?.removeEventListener('abort', abort);
		},
	};
}
