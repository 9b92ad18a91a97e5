import type { IDataObject } from 'n8n-workflow';

import { runNode, type RunResult, type RunSettings } from './engine';
import { KEY, LINE, useSimulators } from './simulatorsClient';

export const PASSWORD = 'demo-password';
export const ACCESS_HASH = '3f2a9c4e-1b7d-4c58-9a60-5d8e2b7f4c11';

/** Whatever must not be found in anything that n8n keeps or shows. */
const SECRETS = [
	PASSWORD,
	ACCESS_HASH,
	Buffer.from(`demo:${PASSWORD}`).toString('base64'),
	KEY,
	'authorization',
];

/** Words of the network and of blame, which n8n's style (and its overwriting of texts) forbids. */
const FORBIDDEN_WORDS =
	/\b(errors?|problems?|failures?|mistakes?|ECONN\w+|ETIMEDOUT|EPROTO|EAI_AGAIN|ENOTFOUND)\b/i;

export function expectNoSecrets(stored: string, secrets: readonly string[] = SECRETS): void {
	const text = stored.toLowerCase();
	expect(secrets.filter((secret) => text.includes(secret.toLowerCase()))).toEqual([]);
}

type Parameters = RunSettings['parameters'];
type Settings = Partial<Omit<RunSettings, 'parameters'>>;

/** Every run of these tests is looked through for secrets, and its texts for words that must not be there. */
async function run(settings: RunSettings): Promise<RunResult> {
	const result = await runNode(settings);
	expectNoSecrets(result.stored);
	const failed = result.outputs.flat().map(({ json }) => json.error);
	for (const text of [result.fault?.message, ...failed]) {
		expect(String(text ?? '')).not.toMatch(FORBIDDEN_WORDS);
	}
	return result;
}

/** Starts both providers for the tests of one file and runs their nodes against them. */
export function useProviders() {
	const simulators = useSimulators();

	function provider<Simulator extends { url: string }>(
		simulator: () => Simulator,
		settings: Pick<RunSettings, 'type' | 'credentialType'>,
		credential: () => IDataObject,
		sample: Parameters,
		account: Parameters,
	) {
		const running =
			(base: Parameters) =>
			async (parameters: Parameters = {}, more: Settings = {}): Promise<RunResult> =>
				await run({
					...settings,
					credential: credential(),
					...more,
					parameters: { ...base, ...parameters },
				});
		return {
			simulator,
			settings,
			credential,
			/** Runs `message.send` with the sample parameters, less what is given. */
			send: running({ resource: 'message', operation: 'send', options: {}, ...sample }),
			/** Runs the operation that asks what is left on the account. */
			askAccount: running({ resource: 'account', options: {}, ...account }),
		};
	}

	return {
		raygan: {
			...provider(
				simulators.raygan,
				{ type: 'rayganSms', credentialType: 'rayganSmsApi' },
				() => ({
					username: 'demo',
					password: PASSWORD,
					accessHash: ACCESS_HASH,
					baseUrl: simulators.raygan().url,
					codeBaseUrl: simulators.raygan().url,
				}),
				{ phoneNumber: LINE, message: 'سلام', mobiles: '09112170848' },
				{ operation: 'getCredit' },
			),
			sendEndpoint: 'SendMessage',
			accountEndpoint: 'GetCredit',
			recipient: '+989112170848',
		},
		turkey: {
			...provider(
				simulators.turkey,
				{ type: 'turkeySms', credentialType: 'turkeySmsApi' },
				() => ({ apiKey: KEY, baseUrl: simulators.turkey().url }),
				{ title: 'TURKEY SMS', text: 'TEXT_SMS', recipient: '905000000001' },
				{ operation: 'getBalance' },
			),
			sendEndpoint: 'send',
			accountEndpoint: 'balance',
			recipient: '+905000000001',
		},
	};
}

/** For `describe.each`: what holds for both. */
export const PROVIDERS = ['raygan', 'turkey'] as const;
