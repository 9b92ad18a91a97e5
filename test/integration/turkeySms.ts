import type { RunResult, RunSettings } from './engine';
import { useProviders } from './providers';

/** Ids that the simulated TurkeySMS gives to its first message and its first bulk send. */
export const SMS_ID = '1000007721';
export const REPORT_ID = '123456';

/** When the messages of `haveSent` went, and when their fate was known. */
export const SENT_AT = '2024-09-19T19:35:38+03:00';
export const DONE_AT = '2024-09-19T19:35:43+03:00';

export const TITLE = 'TURKEY SMS';

type Parameters = RunSettings['parameters'];
type Settings = Partial<Omit<RunSettings, 'parameters'>>;

/** Starts the simulated TurkeySMS and runs any operation of its node against it. */
export function useTurkeySms() {
	const { turkey } = useProviders();
	const { simulator } = turkey;

	/** An operation with the parameters that it has when nothing else is said. */
	function operation(resource: string, name: string, usual: Parameters = {}) {
		return async (parameters: Parameters = {}, settings: Settings = {}): Promise<RunResult> =>
			await turkey.askAccount({ resource, operation: name, ...usual, ...parameters }, settings);
	}

	/** Lets the provider have one message and one bulk send to two numbers, all at their end for 5 s. */
	async function haveSent(): Promise<void> {
		const { clock, requests } = simulator();
		clock.freeze(Date.parse(SENT_AT));
		const bulk = { title: TITLE, text: 'TEXT_SMS', recipients: '905000000001, 905000000002' };
		await turkey.send();
		await operation('message', 'sendBulk', bulk)();
		clock.advance(10_000);
		requests.length = 0;
	}

	return {
		simulator,
		operation,
		haveSent,
		requests: () => simulator().requests,
		ledger: () => simulator().ledger,
	};
}

/** The json of all items of the first output. */
export function jsonOf({ outputs, fault }: RunResult) {
	expect(fault).toBeUndefined();
	return (outputs[0] ?? []).map(({ json }) => json);
}

/** Which input item each item of an output belongs to. */
export function pairsOf({ outputs }: RunResult, output = 0) {
	return (outputs[output] ?? []).map(({ pairedItem }) => pairedItem);
}
