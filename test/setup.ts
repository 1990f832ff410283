/** A test that prints an error hides one: console.error and console.warn fail it. */
const noisy = ['error', 'warn'] as const;

beforeEach(() => {
  for (const level of noisy) {
    jest.spyOn(console, level).mockImplementation((...words: unknown[]) => {
      throw new Error(`console.${level} in a test: ${words.map(String).join(' ')}`);
    });
  }
});

afterEach(() => {
  jest.restoreAllMocks();
});
