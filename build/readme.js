const { readFileSync } = require('node:fs');
const path = require('node:path');

const { root } = require('./manifests');

const SITES = { 'Raygan SMS': 'https://raygansms.com', TurkeySMS: 'https://turkeysms.com.tr' };
const SERVICES = Object.keys(SITES);

/**
 * Takes the section under a heading of the combined README, deeper headings included.
 *
 * @param heading with its number signs, such as `## Installation`
 * @throws Error if there is no such heading
 */
function section(readme, heading) {
	const lines = readme.split('\n');
	const start = lines.indexOf(heading);
	if (start < 0)
		throw new Error(`README.md has no heading "${heading}", of which a package is made`);
	const level = /^#+/.exec(heading)[0].length;
	const length = lines.slice(start + 1).findIndex((line) => {
		const depth = /^(#+) /.exec(line)?.[1].length;
		return depth !== undefined && depth <= level;
	});
	return lines
		.slice(start, length < 0 ? undefined : start + 1 + length)
		.join('\n')
		.trim();
}

/** What stands between a heading and the next one of any level. */
const opening = (readme, heading) =>
	section(readme, heading)
		.split(/\n(?=#)/)[0]
		.trim();

/** A paragraph, a row or an entry of a list is one line each, so a line that names another service goes as a whole. */
function without(text, others) {
	return text
		.split('\n')
		.filter((line) => !others.some((name) => line.includes(name)))
		.join('\n')
		.replace(/\n{3,}/g, '\n\n');
}

/** The README of a package of one service, made of the parts of the combined one that speak of it. */
function readmeOf(manifest, combined) {
	const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
	const service = SERVICES.find((name) => manifest.description.includes(name));
	const others = SERVICES.filter((name) => name !== service);
	const page = manifest.homepage.replace(/#.*$/, '');
	const rename = (text) =>
		text.replaceAll(combined.name, manifest.name).replace('`sms`, `raygan` or `turkey`', '`sms`');
	// A link into the combined README leads to it.
	const absolute = (text) =>
		text
			.replace(/\]\((#[^)]+)\)/g, `](${page}$1)`)
			.replace(/\]\(((?!https?:|#)[^)]+)\)/g, `](${page}/blob/HEAD/$1)`);
	const own = (text) => absolute(without(text, others));

	return `${[
		`# ${manifest.name}`,
		`A community node package for [n8n](https://n8n.io). ${manifest.description}.`,
		`The guide to everything that the nodes do, to sending without sending twice, triggers and limits: [${page}](${page}#readme). The folder \`examples\` of this package has workflows to import.`,
		rename(own(opening(readme, '## Installation'))),
		rename(own(section(readme, '### In the editor'))),
		rename(own(section(readme, '### By hand').split('\n\nWhere npm')[0])),
		rename(own(section(readme, '### With Docker'))),
		'## Credentials',
		`In n8n, add a credential of the type **${service} API**. n8n tests it when you save it. The test reads the credit or the balance and sends no message.`,
		own(section(readme, `### ${service} API`)),
		own(section(readme, '### The base URL must start with https')),
		own(opening(readme, '## Operations')),
		own(section(readme, `### ${service}`)).replace(/^###.*\n+/, ''),
		'## Resources',
		[
			`- [${service}](${SITES[service]})`,
			'- [n8n: community nodes](https://docs.n8n.io/integrations/community-nodes/)',
		].join('\n'),
		'## Licence',
		`[MIT](${page}/blob/HEAD/LICENSE)`,
	].join('\n\n')}\n`;
}

module.exports = { readmeOf };
