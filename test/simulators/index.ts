import { startRaygan, type RayganSimulator } from './raygan/server';
import { startTurkey, type TurkeySimulator } from './turkey/server';

export type { AcceptedMessage, RecordedRequest } from './core/ledger';
export type { Outcome } from './core/delivery';
export type { Fault, FaultPlan } from './core/faults';
export { RAYGAN_ROUTES, SAMPLE_PATTERN, startRaygan, type RayganSimulator } from './raygan/server';
export { startTurkey, TURKEY_ROUTES, type TurkeySimulator } from './turkey/server';

export interface Simulators {
	raygan: RayganSimulator;
	turkey: TurkeySimulator;
	stop: () => Promise<void>;
	/** Both as they were at the start, on the same ports. */
	reset: () => void;
}

export interface SimulatorsOptions {
	/** 0 (the default) takes any free one */
	rayganPort?: number;
	turkeyPort?: number;
	/** 127.0.0.1 by default */
	host?: string;
}

/** Starts both providers. @throws where a port is taken */
export async function startSimulators({
	rayganPort = 0,
	turkeyPort = 0,
	host = '127.0.0.1',
}: SimulatorsOptions = {}): Promise<Simulators> {
	const raygan = await startRaygan({ port: rayganPort, host });
	const turkey = await startTurkey({ port: turkeyPort, host }).catch(async (fault: unknown) => {
		await raygan.stop();
		throw fault;
	});
	return {
		raygan,
		turkey,
		stop: async () => {
			await Promise.all([raygan.stop(), turkey.stop()]);
		},
		reset: () => {
			raygan.reset();
			turkey.reset();
		},
	};
}
