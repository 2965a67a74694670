import fc from 'fast-check';
import { jobsFor, jobVariables, ownCapacity } from './jobs';

describe('jobs of a build', () => {
  it.each([
    [{ cores: 16, memory: 64 }, 1, 2.5, 16],
    [{ cores: 16, memory: 64 }, 2, 2.5, 8],
    [{ cores: 16, memory: 16 }, 1, 2.5, 6],
    [{ cores: 16, memory: 16 }, 3, 2.5, 2],
    [{ cores: 2, memory: 1 }, 4, 2.5, 1],
  ])('on %p shared by %p builds, %p GiB each: %p', (capacity, builds, memoryPerJob, jobs) => {
    expect(jobsFor(capacity, builds, memoryPerJob)).toBe(jobs);
  });

  it('never need more than the machine has, except for one per build', () => {
    const capacity = fc.record({
      cores: fc.integer({ min: 1, max: 256 }),
      memory: fc.double({ min: 0.5, max: 2048, noNaN: true }),
    });
    fc.assert(
      fc.property(
        capacity,
        fc.integer({ min: 1, max: 64 }),
        fc.double({ min: 0.1, max: 32, noNaN: true }),
        (machine, builds, perJob) => {
          const jobs = jobsFor(machine, builds, perJob);
          expect(Number.isInteger(jobs) && jobs >= 1).toBe(true);
          if (jobs === 1) return;
          expect(jobs * builds).toBeLessThanOrEqual(machine.cores);
          expect(jobs * builds * perJob).toBeLessThanOrEqual(machine.memory * 1.000001);
        },
      ),
    );
  });

  it('are passed to build tools, unless the user has set them', () => {
    expect(jobVariables(3, { MAX_JOBS: '8' })).toEqual({ CPU_COUNT: '3', CMAKE_BUILD_PARALLEL_LEVEL: '3' });
  });

  it('can be derived from this machine', () => {
    const { cores, memory } = ownCapacity();
    expect(cores).toBeGreaterThan(0);
    expect(memory).toBeGreaterThan(0);
  });
});
