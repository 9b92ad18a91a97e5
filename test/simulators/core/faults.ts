import { z } from 'zod';

const simpleFault = z.enum([
	'timeout',
	'reset',
	'serverErrorHtml',
	'badGateway',
	'empty',
	'cutJson',
	'wrongContentType',
	'printR',
	'printRArrows',
	'html',
	'redirect',
	'drip',
	'switchingProtocols',
	'endlessHeaders',
]);

const headers = z.record(z.string()).optional();

/**
 * What can go wrong with one reply:
 * - `timeout` holds it until the client goes away, `reset` destroys the socket
 * - `serverErrorHtml` 500 and `badGateway` 502 with HTML, `html` 200 with HTML, `empty` 200 without a body
 * - `cutJson` the first half of the right reply; `wrongContentType` the right JSON as text/html
 * - `printR`, `printRArrows`: the right reply as PHP prints an array, in the two forms of the TurkeySMS document
 * - `drip` begins an answer and sends one more byte of it every 100 ms, `endlessHeaders` one more header,
 *   until the client goes away; `switchingProtocols` answers 101 and says no more
 * - `redirect`: 302 to `to`, by default the same path under the origin `http://localhost:<port>`,
 *   which this simulator serves as well, so that `requests` shows whether the client followed
 * - `httpStatus`, `replyWith`: the given status, headers and body
 * - `{ code }`: the provider's own refusal, in the form of the endpoint
 * - `{ acceptLateMs }`: the reply is lost, and the request is handled so much later on the clock
 */
export const faultSchema = z.union([
	simpleFault,
	z.object({ kind: z.literal('httpStatus'), status: z.number(), headers }).strict(),
	z
		.object({
			kind: z.literal('redirect'),
			to: z.string().optional(),
			status: z.number().optional(),
		})
		.strict(),
	z
		.object({
			kind: z.literal('replyWith'),
			status: z.number().optional(),
			body: z.string(),
			contentType: z.string().optional(),
			headers,
		})
		.strict(),
	z
		.object({
			code: z.union([z.number(), z.string()]),
			message: z.string().optional(),
			result: z.unknown(),
		})
		.strict(),
	z.object({ acceptLateMs: z.number(), reply: z.enum(['timeout', 'reset']).optional() }).strict(),
]);

export const faultPlanSchema = z
	.object({
		endpoint: z.string().optional(),
		when: z.enum(['before', 'after']).optional(),
		times: z.number().int().positive().optional(),
	})
	.strict();

export type Fault = z.infer<typeof faultSchema>;

/**
 * `endpoint`: only this one, any when left out. `when`: before (default) the request is handled, so
 * that nothing was accepted, or after it. `times`: how many requests are hit, 1 by default.
 */
export type FaultPlan = z.infer<typeof faultPlanSchema>;

interface PlannedFault {
	fault: Fault;
	endpoint?: string;
	when: 'before' | 'after';
	left: number;
}

/** Forms of the right reply: there must be one, so the request is always handled first. */
const needsTheReply = new Set<Fault>(['wrongContentType', 'printR', 'printRArrows']);

/** The faults to come, taken first in, first out by the requests that they fit. */
export class Faults {
	private planned: PlannedFault[] = [];

	next(fault: Fault, { endpoint, when = 'before', times = 1 }: FaultPlan = {}): void {
		const moment = needsTheReply.has(fault) ? 'after' : when;
		this.planned.push({ fault, endpoint, when: moment, left: times });
	}

	clear(): void {
		this.planned = [];
	}

	/** The fault that hits this request, if one does; it is used up by that. */
	take(endpoint: string): { fault: Fault; when: 'before' | 'after' } | undefined {
		const hit = this.planned.find((plan) => !plan.endpoint || plan.endpoint === endpoint);
		if (!hit) return undefined;
		hit.left -= 1;
		if (hit.left === 0) this.planned = this.planned.filter((plan) => plan !== hit);
		return { fault: hit.fault, when: hit.when };
	}
}
