import type { Simulators } from '../simulators';
import type { Step } from './workflows';

/** One provider and one kind of text, and how a user would set both nodes for it. */
export interface Subject {
	readonly id: string;
	readonly provider: string;
	readonly text: 'same text' | 'a text each';
	readonly simulator: Simulators['raygan'] | Simulators['turkey'];
	/** n8n's HTTP Request node, one item a request */
	readonly httpRequest: Step;
	/** The same requests, each after the answer to the one before */
	readonly oneAfterAnother: Step;
	readonly ours: Step;
}

const PACKAGE = 'n8n-nodes-raygansms-turkeysms';
const TEXT = 'Your order is ready';
const TEXTS = [
	{ text: 'same text', ours: TEXT, inJson: JSON.stringify(TEXT) },
	{ text: 'a text each', ours: '={{ $json.text }}', inJson: '$json.text' },
] as const;

const OPTIONS = { maxRecipients: 1_000_000 };

export function subjectsOf(simulators: Simulators): Subject[] {
	return TEXTS.flatMap((text) => [raygan(simulators, text), turkey(simulators, text)]);
}

function raygan(
	{ raygan: simulator }: Simulators,
	{ text, ours, inJson }: (typeof TEXTS)[number],
): Subject {
	const [line = ''] = simulator.account.lines;
	const credentials = { rayganSmsApi: { id: 'rayganSmsAccount', name: 'Raygan SMS account' } };
	const common = { resource: 'message', phoneNumber: line, message: ours };
	const mapped =
		text === 'same text'
			? { operation: 'send', mobiles: '={{ $json.iran }}' }
			: { operation: 'sendPersonalized', mobile: '={{ $json.iran }}' };
	return {
		id: `raygan-${text.replaceAll(' ', '-')}`,
		provider: 'Raygan SMS',
		text,
		simulator,
		...ofOneItem(
			`${simulator.url}/api/smsAPI/SendMessage`,
			`{ PhoneNumber: '${line}', Message: ${inJson}, Mobiles: [$json.iran] }`,
			credentials,
		),
		ours: {
			type: `${PACKAGE}.rayganSms`,
			typeVersion: 1,
			parameters: { ...common, ...mapped, options: OPTIONS },
			credentials,
		},
	};
}

function turkey(
	{ turkey: simulator }: Simulators,
	{ text, ours, inJson }: (typeof TEXTS)[number],
): Subject {
	const title = simulator.account.senderIds[0]?.name ?? '';
	const credentials = { turkeySmsApi: { id: 'turkeySmsAccount', name: 'TurkeySMS account' } };
	const common = { resource: 'message', title: { __rl: true, mode: 'name', value: title } };
	const mapped =
		text === 'same text'
			? { operation: 'sendBulk', recipients: '={{ $json.turkey }}' }
			: { operation: 'sendPersonalized', recipient: '={{ $json.turkey }}' };
	return {
		id: `turkey-${text.replaceAll(' ', '-')}`,
		provider: 'TurkeySMS',
		text,
		simulator,
		...ofOneItem(
			`${simulator.url}/api/v3/gonder/add-content`,
			`{ title: '${title}', text: ${inJson}, sentto: $json.turkey, report: 1, sms_lang: 0 }`,
			credentials,
		),
		ours: {
			type: `${PACKAGE}.turkeySms`,
			typeVersion: 1,
			parameters: { ...common, ...mapped, text: ours, options: OPTIONS },
			credentials,
		},
	};
}

/** Signs in with the same credential as our node, so that no key stands in the workflow. */
function ofOneItem(
	url: string,
	body: string,
	credentials: Record<string, { id: string; name: string }>,
): Pick<Subject, 'httpRequest' | 'oneAfterAnother'> {
	const httpRequest = {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: Object.keys(credentials)[0],
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ ${body} }}`,
			options: {},
		},
		credentials,
	};
	return {
		httpRequest,
		oneAfterAnother: { ...httpRequest, type: 'CUSTOM.oneAfterAnother', typeVersion: 1 },
	};
}
