import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { parseJson } from './answer';
import { faultPlanSchema, faultSchema } from './faults';
import type { SimulatorState } from './state';

/** What a provider adds to the control API. */
export interface ControlExtras {
	/** The account, less its secrets */
	account: () => object;
	/** Further POST calls under `/_simulator/`, by name; each throws ZodError for a body that it cannot take */
	calls: Record<string, (body: unknown) => void>;
}

const faultCall = z.union([
	z.object({ clear: z.literal(true) }).strict(),
	faultPlanSchema.extend({ fault: faultSchema }),
]);

const clockCall = z.union([
	z.object({ advanceMs: z.number() }).strict(),
	z.object({ freezeAt: z.number() }).strict(),
]);

/** Lets a process outside drive a simulator that runs by itself: JSON under `/_simulator/`. */
export function addControl(app: FastifyInstance, state: SimulatorState, extras: ControlExtras) {
	app.get('/_simulator/state', async () => ({
		now: state.clock.now(),
		account: extras.account(),
		requests: state.requests.length,
		ledger: state.ledger,
	}));

	const calls: ControlExtras['calls'] = {
		...extras.calls,
		reset: () => state.reset(),
		faults: (body) => {
			const call = faultCall.parse(body);
			if ('clear' in call) return state.faults.clear();
			const { fault, ...plan } = call;
			return state.faults.next(fault, plan);
		},
		clock: (body) => {
			const call = clockCall.parse(body);
			if ('freezeAt' in call) state.clock.freeze(call.freezeAt);
			else state.clock.advance(call.advanceMs);
		},
	};
	for (const [name, run] of Object.entries(calls)) {
		app.post(`/_simulator/${name}`, async (request, reply) => {
			const body = typeof request.body === 'string' ? parseJson(request.body) : undefined;
			return await done(reply, () => run(body));
		});
	}
}

async function done(reply: FastifyReply, run: () => void) {
	try {
		run();
		return await reply.send({ ok: true });
	} catch (fault) {
		if (!(fault instanceof z.ZodError)) throw fault;
		return await reply.code(400).send({ ok: false, issues: fault.issues });
	}
}
