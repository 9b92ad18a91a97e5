const controller = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
	process.on(signal, () => controller.abort());

/** Ctrl-C, a polite kill, or the terminal gone. While this module is loaded neither ends the process by itself. */
export const interruption = {
	any: () => controller.signal.aborted,
	/** @throws Error once there was one */
	throwIfAny: () => controller.signal.throwIfAborted(),
	happened: new Promise<void>((resolve) => {
		controller.signal.addEventListener('abort', () => resolve());
	}),
};
