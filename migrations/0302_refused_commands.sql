-- What a rule refused is told command by command, the latest first: of everybody, or of one organization.

create index commands_refused_idx on commands (recorded_at, organization collate "C", command_id collate "C")
    where first_position is null;
create index commands_refused_of_organization_idx on commands (organization, recorded_at, command_id collate "C")
    where first_position is null;
