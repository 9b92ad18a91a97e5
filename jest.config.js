const floor = (name, options = {}) => ({
	displayName: name,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform: { '\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json', diagnostics: false }] },
	...options,
});

/** Pure knowledge, the real engine against the simulators, the real n8n; and other versions of it. */
module.exports = {
	// A test ends when it is done, however busy the machine is; this is for one that hangs.
	testTimeout: 120_000,
	projects: [floor('unit'), floor('integration'), floor('e2e'), floor('hosts')],
};
