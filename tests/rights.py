"""Who may open and send what: written by hand from the table of rights in the domain, not from the app.

s: sent to sign in, y: yes, n: refused, 4: does not exist, r: sent on. The columns are those of `tests.everybody.ROLES`.
"""

from tests.everybody import ROLES

#   nobody, member, organizer, coordinator, administrator
PAGES = """
account.email                       s y y y y
account.password                    s y y y y
account.profile                     s y y y y
account.show                        s y y y y
activities.edit                     s n y y n   its author, and coordinators
activities.index                    s y y y y
activities.more                     s n y y n
activities.new                      s n y y n
activities.quick_log                s n y y n
activities.retract                  s n y y n
activities.show                     s y y y y
admin.audit                         s n n n y
admin.chain                         s n n n y
admin.edit_user                     s n n n y
admin.end_all_sessions              s n n n y
admin.invite                        s n n n y
admin.link                          s n n n y
admin.user                          s n n n y
admin.users                         s n n n y
auth.first_run                      4 4 4 4 4   a link that is none
auth.invitation                     4 4 4 4 4
auth.login                          y r r r r
auth.reset                          4 4 4 4 4
bodies.edit_post                    s n y y n
bodies.edit_rule                    s n y y n
bodies.edit_term                    s n y y n
bodies.end_rule                     s n y y n
bodies.end_term                     s n y y n
bodies.new_office_term              s n y y n
bodies.new_post                     s n y y n
bodies.new_rule                     s n y y n
bodies.new_term                     s n y y n
bodies.rules                        s y y y y
calendar.index                      s y y y y
campaigns.activity                  s y y y y
campaigns.close                     s n n y n
campaigns.edit                      s n n y n
campaigns.history                   s y y y y
campaigns.index                     s y y y y
campaigns.new                       s n n y n
campaigns.show                      s y y y y
commitments.edit                    s n y y n
commitments.index                   s y y y y
commitments.new                     s n y y n
commitments.settle                  s n y y n
commitments.show                    s y y y y
confirm.password                    s y y y y
contact_points.edit                 s n y y n
contact_points.new_for_organization s n y y n
contact_points.new_for_person       s n y y n
corrections.take_back               s n n y n   the coordinator took the step
demands.edit                        s n n y n
demands.index                       s y y y y
demands.new                         s n n y n
demands.show                        s y y y y
demands.step                        s n n y n
events.cancel                       s n y y n
events.edit                         s n y y n
events.hold                         s n y y n
events.index                        s y y y y
events.new                          s n y y n
events.postpone                     s n y y n
events.show                         s y y y y
health.healthz                      y y y y y
health.readyz                       y y y y y
help.index                          s y y y y
home.index                          s y y y y
letters.add_recipients              s n y y n
letters.add_signature               s n y y n
letters.classify                    s n y y n
letters.close                       s n y y n
letters.correct_delivery            s n y y n
letters.edit                        s n y y n
letters.edit_reply                  s n y y n
letters.edit_signature              s n y y n
letters.index                       s y y y y
letters.log_reply                   s n y y n
letters.new                         s n y y n
letters.respond                     s n y y n
letters.send                        s n y y n
letters.show                        s y y y y
letters.sign                        s n y y n
letters.versions                    s n y y n   versions are drafts
letters.withdraw                    s n y y n
measure_actions.by_hand             s n y y n
measure_actions.edit                s n y y n
measure_actions.new                 s n y y n
measure_actions.remove              s n y y n
measures.edit                       s n y y n
measures.index                      s y y y y
measures.new                        s n y y n
measures.show                       s y y y y
meetings.dates                      s n y y n
meetings.debrief                    s n y y n
meetings.edit                       s n y y n
meetings.index                      s y y y y
meetings.new                        s n y y n
meetings.show                       s y y y y
meetings.take_step                  s n y y n
organizations.edit                  s n y y n
organizations.index                 s y y y y
organizations.new                   s n y y n
organizations.show                  s y y y y
people.edit                         s n y y n
people.index                        s y y y y
people.new                          s n y y n
people.show                         s y y y y
pick.matches                        s y y y y
places.edit                         s n y y n
places.index                        s y y y y
places.new                          s n y y n
places.show                         s y y y y
reports.activities                  s n n y n
reports.activities_csv              s n n y n
reports.activities_xlsx             s n n y n
restricted.index                    s n n n y
restricted.join                     s n n n y
rsvps.attendance                    s n y y n
rsvps.new                           s n y y n
search.index                        s y y y y
sources.edit                        s n y y n
sources.index                       s y y y y
sources.new                         s n y y n
sources.show                        s y y y y
stances.index                       s y y y y
stances.new                         s n y y n
stances.replace                     s n y y n
stances.retract                     s n y y n
stances.show                        s y y y y
static                              y y y y y
supporters.edit                     s n n y n
targets.edit                        s n n y n
targets.index                       s y y y y
targets.new                         s n n y n
targets.remove                      s n n y n
tasks.drop                          s n y y n
tasks.edit                          s n y y n
tasks.index                         s y y y y
tasks.new                           s n y y n
tasks.show                          s y y y y
tasks.snooze                        s y y y n   the member's own task
teams.index                         s y y y y
teams.leave                         s y n y n   the member leaves, or is taken off
votes.edit                          s n y y n
votes.new                           s n y y n
votes.remove                        s n y y n
votes.show                          s y y y y
"""

FORMS = """
account.email                       s y y y y
account.end_other_sessions          s y y y y
account.end_session                 s y y y y
account.language                    y y y y y
account.password                    s y y y y
account.profile                     s y y y y
activities.edit                     s n y y n
activities.more                     s n y y n
activities.new                      s n y y n
activities.quick_log                s n y y n
activities.retract                  s n y y n
activities.undo                     s n y y n
admin.deactivate                    s n n n y
admin.edit_user                     s n n n y
admin.end_all_sessions              s n n n y
admin.end_sessions                  s n n n y
admin.invite                        s n n n y
admin.link                          s n n n y
admin.reactivate                    s n n n y
auth.first_run                      4 4 4 4 4
auth.invitation                     4 4 4 4 4
auth.login                          y y y y y
auth.logout                         y y y y y
auth.reset                          4 4 4 4 4
bodies.confirm_term                 s n y y n
bodies.edit_post                    s n y y n
bodies.edit_rule                    s n y y n
bodies.edit_term                    s n y y n
bodies.end_rule                     s n y y n
bodies.end_term                     s n y y n
bodies.new_office_term              s n y y n
bodies.new_post                     s n y y n
bodies.new_rule                     s n y y n
bodies.new_term                     s n y y n
bodies.remove_term                  s n y y n
campaigns.close                     s n n y n
campaigns.edit                      s n n y n
campaigns.new                       s n n y n
campaigns.step                      s n n y n
commitments.edit                    s n y y n
commitments.new                     s n y y n
commitments.settle                  s n y y n
confirm.password                    s y y y y
contact_points.edit                 s n y y n
contact_points.new_for_organization s n y y n
contact_points.new_for_person       s n y y n
contact_points.remove               s n y y n
contact_points.verify               s n y y n
corrections.take_back               s n n y n
demands.down                        s n n y n
demands.edit                        s n n y n
demands.new                         s n n y n
demands.step                        s n n y n
demands.up                          s n n y n
events.announce                     s n y y n
events.cancel                       s n y y n
events.edit                         s n y y n
events.hold                         s n y y n
events.new                          s n y y n
events.postpone                     s n y y n
letters.add_recipients              s n y y n
letters.add_signature               s n y y n
letters.classify                    s n y y n
letters.close                       s n y y n
letters.correct_delivery            s n y y n
letters.edit                        s n y y n
letters.edit_reply                  s n y y n
letters.edit_signature              s n y y n
letters.log_reply                   s n y y n
letters.move_signature              s n y y n
letters.new                         s n y y n
letters.recipient_step              s n y y n
letters.remove_recipient            s n y y n
letters.remove_signature            s n y y n
letters.respond                     s n y y n
letters.send                        s n y y n
letters.sign                        s n y y n
letters.signature_step              s n y y n
letters.step                        s n y y n
letters.withdraw                    s n y y n
measure_actions.by_hand             s n y y n
measure_actions.edit                s n y y n
measure_actions.follow              s n y y n
measure_actions.new                 s n y y n
measure_actions.remove              s n y y n
measures.edit                       s n y y n
measures.new                        s n y y n
measures.step                       s n y y n
meetings.dates                      s n y y n
meetings.debrief                    s n y y n
meetings.edit                       s n y y n
meetings.new                        s n y y n
meetings.take_step                  s n y y n
organizations.edit                  s n y y n
organizations.new                   s n y y n
people.edit                         s n y y n
people.new                          s n y y n
places.edit                         s n y y n
places.new                          s n y y n
restricted.join                     s n n n y
rsvps.answer                        s y y y y
rsvps.attendance                    s n y y n
rsvps.new                           s n y y n
rsvps.remove                        s n y y n
sources.edit                        s n y y n
sources.new                         s n y y n
stances.new                         s n y y n
stances.replace                     s n y y n
stances.retract                     s n y y n
supporters.edit                     s n n y n
targets.edit                        s n n y n
targets.new                         s n n y n
targets.remove                      s n n y n
tasks.drop                          s n y y n
tasks.edit                          s n y y n
tasks.finish                        s y y y n   the member's own task
tasks.new                           s n y y n
tasks.reopen                        s n y y n
tasks.snooze                        s y y y n
tasks.undo                          s y y y n
tasks.wake                          s y y y n
teams.access                        s n n y n
teams.index                         s n n y n   putting somebody on the team
teams.lead                          s n n y n
teams.leave                         s y n y n
votes.edit                          s n y y n
votes.new                           s n y y n
votes.remove                        s n y y n
"""


def read(table: str) -> dict[str, dict[str, str]]:
    """Read a table: endpoint to role to answer."""
    lines = (line.split() for line in table.strip().splitlines())
    return {words[0]: dict(zip(ROLES, words[1 : 1 + len(ROLES)], strict=True)) for words in lines}


MAY_OPEN, MAY_SEND = read(PAGES), read(FORMS)
