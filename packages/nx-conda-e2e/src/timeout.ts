// Real builds on a busy machine; the option testTimeout does not work per project.
jest.setTimeout(15 * 60 * 1000);
