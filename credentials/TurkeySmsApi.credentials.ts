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
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The key that your TurkeySMS account shows under Direct Connection API',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://turkeysms.com.tr',
			description: 'Where messages go. It must start with https.',
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
