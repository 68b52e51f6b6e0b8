-- What is said of the clock (shared/audit/clock-state.ts), by the start it is of. An entry that is about something else adds nothing.
CREATE INDEX audit_clock ON audit (boot, seq) WHERE action IN ('clock.state', 'clock.changed');
