/**
 * Loaded into n8n before its own code (`--require`): writes one line to standard error for each node
 * that n8n has run, see `nodeRun` in n8nRun.ts. Taken inside the process, so that n8n's own start, the
 * making of the items and the saving of the execution are in nobody's figures.
 */
import Module from 'node:module';

const load = Reflect.get(Module, '_load');
let wrapped = false;

Reflect.set(Module, '_load', function (this: unknown, request: string, ...rest: unknown[]) {
	const loaded: object = Reflect.apply(load, this, [request, ...rest]);
	if (request === 'n8n-core' && !wrapped) {
		wrapped = true;
		wrapRunNode(Reflect.get(loaded, 'WorkflowExecute').prototype);
	}
	return loaded;
});

function wrapRunNode(prototype: object): void {
	const runNode = Reflect.get(prototype, 'runNode');
	Reflect.set(prototype, 'runNode', async function (this: unknown, ...args: unknown[]) {
		const started = performance.now();
		const cpu = process.cpuUsage();
		try {
			return await Reflect.apply(runNode, this, args);
		} finally {
			const wallMs = performance.now() - started;
			const { user, system } = process.cpuUsage(cpu);
			const node = nameOf(args[1]);
			const peakBytes = process.resourceUsage().maxRSS * 1024;
			const figures = { node, wallMs, cpuMs: (user + system) / 1000, peakBytes };
			process.stderr.write(`[bench] ${JSON.stringify(figures)}\n`);
		}
	});
}

/** `runNode(workflow, { node, … }, …)` */
function nameOf(executionData: unknown): unknown {
	if (typeof executionData !== 'object' || executionData === null) return undefined;
	return Reflect.get(Object(Reflect.get(executionData, 'node')), 'name');
}
