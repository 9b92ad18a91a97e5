/** The ids that a fresh process makes. */
function process() {
	let made: typeof import('../../../../../nodes/RayganSms/resources/message/ownIds') | undefined;
	jest.isolateModules(() => {
		made = require('../../../../../nodes/RayganSms/resources/message/ownIds');
	});
	if (made === undefined) throw new Error('not loaded');
	return made;
}

afterEach(() => jest.useRealTimers());
