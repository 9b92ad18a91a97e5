import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import {
	redWhere,
	requireUsableBaseUrl,
	rules,
	sentenceOf,
	signable,
	TEST_HEADERS,
} from '../nodes/shared/http/credentialTest';
import { RESULT_CODES } from '../nodes/TurkeySms/api/resultCodes';
import { withApiKey } from '../nodes/TurkeySms/api/withApiKey';

const NOT_TURKEYSMS =
	'The address did not answer as TurkeySMS does. Correct the base URL, or try again later.';
const NO_SUCCESS =
	'TurkeySMS did not accept the request and gave no reason that its document describes. Ask TurkeySMS whether your account and API key are active.';

export class TurkeySmsApi implements ICredentialType {
	name = 'turkeySmsApi';

	displayName = 'TurkeySMS API';

	icon = {
		light: 'file:../icons/turkeySms.svg',
		dark: 'file:../icons/turkeySms.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-raygansms-turkeysms/n8n-nodes-raygansms-turkeysms#credentials';

	properties: INodeProperties[] = [
		{
			displayName:
				'Ask TurkeySMS to enable the API for your account, to approve your sender ID, and to take requests from the IP address of this n8n. The panel shows the key under Direct Connection API.',
			name: 'askNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The key that your TurkeySMS account shows under Direct Connection API',
		},
		{
			displayName: 'Default Sender ID',
			name: 'defaultTitle',
			type: 'string',
			default: '',
			placeholder: 'e.g. MY SHOP',
			description:
				'The sender ID of sends whose own field for it is empty. Upper and lower case count.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://turkeysms.com.tr',
			description:
				'Where messages go. It must start with https. If n8n cannot connect, check this address, and that the server of n8n can reach it.',
		},
	];

	authenticate: IAuthenticate = async ({ apiKey, baseUrl }, request) => {
		requireUsableBaseUrl(baseUrl);
		return withApiKey(signable(request, apiKey, 'API key'), String(apiKey));
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/api/v3/bakiye_sorgulama/add-content',
			method: 'POST',
			headers: TEST_HEADERS,
			body: { response_type: 'json' },
			disableFollowRedirect: true,
		},
		rules: rules(
			...Object.entries(RESULT_CODES).flatMap(([code, entry]) =>
				redWhere('result_code', [code], sentenceOf(entry)),
			),
			...redWhere('result', [undefined, null], NOT_TURKEYSMS),
			...redWhere('result', [false, 'false', 'False', 0, '0', ''], NO_SUCCESS),
			...redWhere('local_balance_sms', [undefined], NOT_TURKEYSMS),
		),
	};
}
