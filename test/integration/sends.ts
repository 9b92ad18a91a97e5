import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { runNode, type RunResult, type RunSettings } from './engine';
import { SAMPLE_PATTERN } from '../simulators';
import { useProviders } from './providers';
import { LINE } from './simulatorsClient';
import { TITLE } from './turkeySms';

/** An input item of these tests. */
export interface Item extends IDataObject {
	to: string;
	text: string;
}

interface Send {
	provider: 'raygan' | 'turkey';
	resource: string;
	operation: string;
	endpoint: string;
	/** Takes number and text from the item. */
	parameters: RunSettings['parameters'];
	/** What one request holds: one text for many items, a text for each, or one message. */
	request: 'oneText' | 'texts' | 'oneMessage';
	/** Whether an item can have many recipients. */
	many?: true;
	/** Whether the service can be asked for a message whose answer was lost. */
	canBeAsked?: true;
}

const TO = '={{ $json.to }}';
const TEXT = '={{ $json.text }}';
const ports = { receivePort: 20, sendPort: 40 };
const raygan = { phoneNumber: LINE, message: TEXT };
const pattern = {
	patternId: SAMPLE_PATTERN,
	tokens: { values: [{ name: 'token1', value: TEXT }] },
};
const turkey = { title: TITLE, text: TEXT };
const code = { recipient: TO, digits: 6, language: 'english' };

const message = (provider: Send['provider'], operation: string, endpoint: string) => ({
	provider,
	resource: 'message',
	operation,
	endpoint,
});

/** Every operation that sends. */
export const SENDS = {
	rayganSend: {
		...message('raygan', 'send', 'SendMessage'),
		parameters: { ...raygan, mobiles: TO },
		request: 'oneText',
		many: true,
		canBeAsked: true,
	},
	rayganPersonalized: {
		...message('raygan', 'sendPersonalized', 'SendCorrespondingMessage'),
		parameters: { ...raygan, mobile: TO },
		request: 'texts',
		canBeAsked: true,
	},
	rayganToPort: {
		...message('raygan', 'sendToPort', 'SendMessageToPort'),
		parameters: { ...raygan, mobile: TO, ...ports },
		request: 'texts',
		canBeAsked: true,
	},
	rayganCode: {
		provider: 'raygan',
		resource: 'verification',
		operation: 'sendCode',
		endpoint: 'SendCode',
		parameters: { mobile: TO, message: '={{ $json.text }} 1234' },
		request: 'oneMessage',
	},
	rayganAutoCode: {
		provider: 'raygan',
		resource: 'verification',
		operation: 'sendAutoCode',
		endpoint: 'SendAutoCode',
		parameters: { mobile: TO, footer: TEXT },
		request: 'oneMessage',
	},
	rayganPattern: {
		...message('raygan', 'sendPattern', 'SendPattern'),
		parameters: { ...pattern, phoneNumber: LINE, mobiles: TO },
		request: 'oneText',
		many: true,
		canBeAsked: true,
	},
	rayganPatternCode: {
		provider: 'raygan',
		resource: 'verification',
		operation: 'sendPatternCode',
		endpoint: 'SendPatternCode',
		parameters: { ...pattern, mobile: TO },
		request: 'oneMessage',
	},
	turkeySend: {
		...message('turkey', 'send', 'send'),
		parameters: { ...turkey, recipient: TO },
		request: 'oneMessage',
	},
	turkeyBulk: {
		...message('turkey', 'sendBulk', 'bulk'),
		parameters: { ...turkey, recipients: TO },
		request: 'oneText',
		many: true,
	},
	turkeyPersonalized: {
		...message('turkey', 'sendPersonalized', 'personalized'),
		parameters: { ...turkey, recipient: TO },
		request: 'texts',
	},
	turkeyCode: {
		provider: 'turkey',
		resource: 'otp',
		operation: 'send',
		endpoint: 'otp',
		parameters: code,
		request: 'oneMessage',
	},
	turkeyCodeAdvanced: {
		provider: 'turkey',
		resource: 'otp',
		operation: 'sendAdvanced',
		endpoint: 'otpDetailed',
		parameters: { ...code, title: TITLE, text: '={{ $json.text }} TS_CODE' },
		request: 'oneMessage',
	},
} as const satisfies Record<string, Send>;

export type SendName = keyof typeof SENDS;

const isSendName = (name: string): name is SendName => name in SENDS;

/** The names of those sends that are asked for, for `describe.each`. */
export function sendsWhere(wanted: (send: Send) => boolean): SendName[] {
	return Object.keys(SENDS).filter(
		(name): name is SendName => isSendName(name) && wanted(SENDS[name]),
	);
}

/** A number of this provider's country, in the form of an item, the same in E.164, and in several forms. */
export function numberOf(provider: Send['provider'], index: number) {
	const tail = String(index).padStart(4, '0');
	const isIranian = provider === 'raygan';
	const to = isIranian ? `0911217${tail}` : `9050000${tail}0`;
	const e164 = isIranian ? `+98911217${tail}` : `+9050000${tail}0`;
	const spaced = isIranian ? `0911 217 ${tail}` : `0500 00${tail.slice(0, 1)} ${tail.slice(1)}0`;
	return { to, e164, forms: [to, e164, spaced] };
}

type Parameters = RunSettings['parameters'];
type Settings = Partial<Omit<RunSettings, 'parameters' | 'items'>>;

/** Starts both providers for the tests of one file, and runs any send against them. */
export function useSends() {
	const providers = useProviders();

	async function run(
		name: SendName,
		items: IDataObject[],
		options: Parameters = {},
		{
			failed,
			parameters,
			...settings
		}: Settings & { failed?: RunResult; parameters?: Parameters } = {},
	): Promise<RunResult> {
		const send = SENDS[name];
		const provider = providers[send.provider];
		const { resource, operation } = send;
		return await runNode(
			{
				...provider.settings,
				credential: provider.credential(),
				...settings,
				items,
				parameters: { resource, operation, ...send.parameters, ...parameters, options },
			},
			failed,
		);
	}

	/** With what a send is run or called. */
	function settingsOf(name: SendName, options: Parameters = {}) {
		const send = SENDS[name];
		const provider = providers[send.provider];
		const { resource, operation } = send;
		return {
			...provider.settings,
			credential: provider.credential(),
			parameters: { resource, operation, ...send.parameters, options },
		};
	}

	return {
		run,
		settingsOf,
		simulatorOf: (name: SendName) => providers[SENDS[name].provider].simulator(),
		/** With what Raygan SMS alone has. */
		raygan: () => providers.raygan.simulator(),
		/** With what TurkeySMS alone has. */
		turkey: () => providers.turkey.simulator(),
		/** The requests of a send that came in, without questions. */
		requestsOf: (name: SendName) =>
			providers[SENDS[name].provider]
				.simulator()
				.requests.filter(({ endpoint }) => endpoint === SENDS[name].endpoint),
		ledgerOf: (name: SendName) => providers[SENDS[name].provider].simulator().ledger,
		itemsFor: (name: SendName, count: number, text?: string): Item[] =>
			Array.from({ length: count }, (_, index) => ({
				to: numberOf(SENDS[name].provider, index).to,
				text: text ?? `text ${index}`,
			})),
	};
}

export const jsonOf = (items: INodeExecutionData[] = []) => items.map(({ json }) => json);

/** The input item that each output item is paired with. */
export const pairsOf = (items: INodeExecutionData[] = []) =>
	items.map(({ pairedItem }) =>
		typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : undefined,
	);
