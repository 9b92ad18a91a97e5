const floor = (name, options = {}) => ({
	displayName: name,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform: { '\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json', diagnostics: false }] },
	...options,
});

/** Pure knowledge, the real engine against the simulators, the real n8n; and other versions of it. */
module.exports = {
	projects: [floor('unit'), floor('integration'), floor('e2e'), floor('hosts')],
};
