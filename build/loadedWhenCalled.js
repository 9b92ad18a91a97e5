const { root } = require('./manifests');

/**
 * Numbers of other countries are rare, and the plans of all countries take as long to load as all else
 * together: what our code imports from here is loaded at its first call.
 */
const loadedWhenCalled = {
	name: 'loaded-when-called',
	setup({ onResolve, onLoad }) {
		const library = /^libphonenumber-js\/mobile$/;
		const names = ['getCountries', 'getCountryCallingCode', 'parsePhoneNumberFromString'];
		onResolve({ filter: library }, ({ path: from, namespace }) =>
			namespace === 'file' ? { path: from, namespace: 'when-called' } : undefined,
		);
		onLoad({ filter: library, namespace: 'when-called' }, ({ path: from }) => ({
			contents: names
				.map(
					(name) => `exports.${name} = (...given) => require('loaded:${from}').${name}(...given);`,
				)
				.join('\n'),
			resolveDir: root,
		}));
		onResolve({ filter: /^loaded:/ }, ({ path: from }) => ({
			path: from.slice('loaded:'.length),
			namespace: 'loaded',
		}));
		onLoad({ filter: library, namespace: 'loaded' }, ({ path: from }) => ({
			contents: `export { ${names.join(', ')} } from '${from}';`,
			resolveDir: root,
		}));
	},
};

module.exports = { loadedWhenCalled };
