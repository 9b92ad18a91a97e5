const { readFileSync } = require('node:fs');
const path = require('node:path');

const { root } = require('./manifests');

const SITES = { 'Raygan SMS': 'https://raygansms.com', TurkeySMS: 'https://turkeysms.com.tr' };
const SERVICES = Object.keys(SITES);

const page = (name) => readFileSync(path.join(root, 'docs', name), 'utf8');

/**
 * Takes the text under a heading, deeper headings included and without the heading itself.
 *
 * @param heading with its number signs, such as `## By hand`
 * @throws Error if there is no such heading
 */
function under(text, heading) {
	const lines = text.split('\n');
	const start = lines.indexOf(heading);
	if (start < 0) throw new Error(`docs/ has no heading "${heading}", of which a README is made`);
	const level = /^#+/.exec(heading)[0].length;
	const rest = lines.slice(start + 1);
	const length = rest.findIndex((line) => {
		const depth = /^(#+) /.exec(line)?.[1].length;
		return depth !== undefined && depth <= level;
	});
	return rest
		.slice(0, length < 0 ? undefined : length)
		.join('\n')
		.trim();
}

/** What stands between the title of a page and its first heading. */
const opening = (text) =>
	text
		.split(/\n(?=## )/)[0]
		.replace(/^# .*\n/, '')
		.trim();

/** A paragraph, a row or an entry of a list is one line each, so a line that names another service goes as a whole. */
function without(text, others) {
	return text
		.split('\n')
		.filter((line) => !others.some((name) => line.includes(name)))
		.join('\n')
		.replace(/\n{3,}/g, '\n\n');
}

/** Links of a page in docs/ lead to the repository. */
function absolute(text, address) {
	return text.replace(/\]\((?!https?:)([^)]+)\)/g, (_, link) => {
		const [file, anchor] = link.split('#');
		if (file === '') return `](${address}#${anchor})`;
		const target = path.posix.normalize(`docs/${file}`);
		return `](${address}/blob/HEAD/${target}${anchor === undefined ? '' : `#${anchor}`})`;
	});
}

/** The README of a package of one service, made of the parts of docs/ that speak of it. */
function readmeOf(manifest, combined) {
	const service = SERVICES.find((name) => manifest.description.includes(name));
	const others = SERVICES.filter((name) => name !== service);
	const address = manifest.homepage.replace(/#.*$/, '');
	const own = (text) =>
		absolute(without(text, others), address)
			.replace(/(?<![/\w])n8n-nodes-raygansms-turkeysms(?![/\w])/g, () => manifest.name)
			.replace(/`sms`, `raygan` or `turkey`/g, '`sms`');
	const [install, credentials, operations] = [
		page('install.md'),
		page('credentials.md'),
		page('operations.md'),
	];

	return `${[
		`# ${manifest.name}`,
		`A community node package for [n8n](https://n8n.io). ${manifest.description}. It is made from the same sources as [${combined.name}](${address}#readme), whose pages are the guide to everything that the nodes do. The folder \`examples\` of this package has workflows to import.`,
		'## Installation',
		own(opening(install)),
		'### In the editor',
		own(under(install, '## In the editor')),
		'### By hand',
		own(under(install, '## By hand').split('\n\nWhere npm')[0]),
		'### With Docker',
		own(under(install, '## With Docker')),
		'## Credentials',
		`In n8n, add a credential of the type **${service} API**. n8n tests it when you save it. The test sends no message.`,
		own(under(credentials, `## ${service} API`)),
		'### The base URL must start with https',
		own(under(credentials, '## The base URL must start with https')),
		'## Operations',
		own(opening(operations)),
		own(under(operations, `## ${service}`)),
		'## Resources',
		[
			`- [${service}](${SITES[service]})`,
			'- [n8n: community nodes](https://docs.n8n.io/integrations/community-nodes/)',
		].join('\n'),
		'## Licence',
		`[MIT](${address}/blob/HEAD/LICENSE)`,
	]
		.filter((part) => part !== '')
		.join('\n\n')}\n`;
}

module.exports = { readmeOf };
