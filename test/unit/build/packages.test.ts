import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');

/** What stands in the README that npm shows for a package of one service. */
function readmeOf(name: string): string {
	const script = `
		const { combined, singles } = require('./build/manifests');
		const manifest = singles().find((entry) => entry.name === '${name}');
		process.stdout.write(require('./build/readme').readmeOf(manifest, combined()));
	`;
	return execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' });
}

describe.each([
	{ name: 'n8n-nodes-raygansms', other: /TurkeySMS/, operation: '`message: sendToPort`' },
	{ name: 'n8n-nodes-turkeysms', other: /Raygan SMS/, operation: '`otp: sendAdvanced`' },
])('$name', ({ name, other, operation }) => {
	test('its README tells how to install it, and speaks of no other service', () => {
		const readme = readmeOf(name);
		expect(readme).toContain(`--ignore-scripts ${name}\n`);
		expect(readme).not.toMatch(/(install|ignore-scripts|Enter) `?n8n-nodes-raygansms-turkeysms/);
		expect(readme).not.toMatch(other);
		expect(readme).toContain('## Credentials');
		expect(readme).toContain(operation);
	});

	test('its README has no link that leads nowhere outside the repository', () => {
		const links = [...readmeOf(name).matchAll(/\]\(([^)]+)\)/g)].flatMap(([, link]) => link ?? []);
		expect(links.filter((link) => !link.startsWith('https://'))).toEqual([]);
	});

	test('it names one credential, and the nodes of one service', () => {
		const { n8n } = JSON.parse(
			readFileSync(path.join(ROOT, 'packages', name, 'package.json'), 'utf8'),
		);
		expect(n8n.credentials).toHaveLength(1);
		expect(n8n.nodes).toHaveLength(2);
	});
});
