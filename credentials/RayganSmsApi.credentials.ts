import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { RESULT_CODES, WRONG_LOGIN } from '../nodes/RayganSms/api/resultCodes';
import { withBody } from '../nodes/RayganSms/api/withBody';
import {
	redOnStatus,
	redWhere,
	requireUsableBaseUrl,
	rules,
	sentenceOf,
	signable,
	TEST_HEADERS,
} from '../nodes/shared/http/credentialTest';

const NOT_RAYGAN =
	'The address did not answer as Raygan SMS does. Correct the base URL, or try again later.';

const NO_CREDIT_READ =
	'Raygan SMS answered with a code that its document does not describe. Ask Raygan SMS whether the web service is enabled for your account.';

const accessHash: INodeProperties = {
	displayName: 'Access Hash',
	name: 'accessHash',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description:
		'Needed for patterns alone: the panel of Raygan SMS shows it. Whoever has it can send in your name.',
};

export class RayganSmsApi implements ICredentialType {
	name = 'rayganSmsApi';

	displayName = 'Raygan SMS API';

	icon = {
		light: 'file:../icons/rayganSms.svg',
		dark: 'file:../icons/rayganSms.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-raygansms-turkeysms/n8n-nodes-raygansms-turkeysms#credentials';

	properties: INodeProperties[] = [
		{
			displayName:
				'Ask Raygan SMS by ticket to enable the web service for your account and to allow the IP address of this n8n, and ask which line you may send from',
			name: 'askNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			description: 'The user name of your Raygan SMS account',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The password of your Raygan SMS account',
		},
		{
			displayName: 'Default Line',
			name: 'defaultLine',
			type: 'string',
			default: '',
			placeholder: 'e.g. 50002910001080',
			description: 'The line of sends and of Get Many whose own field for it is empty',
		},
		accessHash,
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://raygansms.com',
			description:
				'Where messages go. It must start with https. If n8n cannot connect, check this address, and that the server of n8n can reach it.',
		},
		{
			displayName: 'Base URL for Codes',
			name: 'codeBaseUrl',
			type: 'string',
			required: true,
			default: 'https://smspanel.trez.ir',
			description: 'Where verification codes and patterns go. It must start with https.',
		},
	];

	/** Basic authentication. */
	authenticate: IAuthenticate = async ({ username, password, baseUrl, codeBaseUrl }, request) => {
		requireUsableBaseUrl(baseUrl);
		requireUsableBaseUrl(codeBaseUrl);
		return {
			...withBody(signable(request, password, 'password')),
			auth: { username: String(username), password: String(password) },
		};
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/api/smsAPI/GetCredit',
			method: 'POST',
			headers: TEST_HEADERS,
			disableFollowRedirect: true,
		},
		rules: rules(
			redOnStatus(401, sentenceOf(WRONG_LOGIN)),
			...Object.entries(RESULT_CODES).flatMap(([code, entry]) =>
				redWhere('Code', [Number(code), code], sentenceOf(entry)),
			),
			...redWhere('Code', [undefined], NOT_RAYGAN),
			...redWhere('Result', [undefined, null], NO_CREDIT_READ),
		),
	};
}
