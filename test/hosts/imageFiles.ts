import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { exampleWorkflow, type Credential } from '../e2e/examples';

/**
 * Writes what `.ci/image` imports into an n8n image: the send example of each provider, and credentials
 * for the simulators at their usual ports. Takes the folder.
 */
const [folder = '.'] = process.argv.slice(2);
const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);

const workflows = [exampleWorkflow('raygan-send'), exampleWorkflow('turkeysms-send')];
const raygan = 'http://127.0.0.1:8765';
const credentials: Credential[] = [
	{
		id: 'rayganSmsAccount',
		name: 'Raygan SMS account',
		type: 'rayganSmsApi',
		data: {
			username: 'demo',
			password: 'demo-password',
			baseUrl: raygan,
			codeBaseUrl: raygan,
		},
	},
	{
		id: 'turkeySmsAccount',
		name: 'TurkeySMS account',
		type: 'turkeySmsApi',
		data: { apiKey: 'demo-api-key', baseUrl: 'http://127.0.0.1:8766' },
	},
];

write('workflows.json', JSON.stringify(workflows));
write('credentials.json', JSON.stringify(credentials));
write('ids', workflows.map(({ id }) => id).join('\n'));
