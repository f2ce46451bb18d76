"""The words of the drills can be filled for every skill, level and language, and are read only when needed."""

from pathlib import Path

import pytest
from tutor.lessons import vocabulary_problem
from tutor.lessons.errors import ContentError
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.stages import asked_stages
from tutor.lessons.template import fill, mentions
from tutor.lessons.wording import Wordings
from tutor.practice.skills import LEVELS, SKILLS
from tutor.practice.texts import SkillWordings, intro
from tutor.practice.variants import draw


@pytest.mark.parametrize("skill", SKILLS)
def test_statement_question_and_intro_can_be_filled(skill: str, content: Path) -> None:
    for level in LEVELS[::2]:
        problem = draw(skill, level, 5, content)
        for language in LANGUAGES:
            words, names = Wordings(content, language), vocabulary_problem.of_problem(problem)
            assert "{{" not in fill(problem.wording(language).body.text, names)
            assert "{{" not in fill(intro(content, skill, language).text, names)
            for stage in asked_stages(problem):
                assert words.question(problem, stage)


@pytest.mark.parametrize("skill", SKILLS)
def test_both_languages_have_the_same_parts(skill: str, content: Path) -> None:
    words = SkillWordings(content, skill)
    ko, en = (words[language] for language in LANGUAGES)
    assert ko.title != en.title
    assert set(ko.sections) == set(en.sections)
    assert {one.name for one in mentions(ko.body.text)} == {one.name for one in mentions(en.body.text)}


def test_every_file_belongs_to_a_skill(content: Path) -> None:
    names = {path.name for path in (content / "skills").glob("*.md")}
    assert names == {f"{skill}.{language}.md" for skill in SKILLS for language in LANGUAGES}


def test_a_problem_is_drawn_without_reading_its_words(tmp_path: Path) -> None:
    problem = draw("count", 1, 0, tmp_path)
    assert set(problem.wordings) == set(LANGUAGES)
    with pytest.raises(ContentError):
        problem.wording("ko")
    assert "fr" not in problem.wordings


def test_a_file_without_an_introduction_is_refused(tmp_path: Path) -> None:
    (tmp_path / "skills").mkdir()
    (tmp_path / "skills" / "count.ko.md").write_text("---\nid: count\nlang: ko\ntitle: t\n---\n\nx\n", encoding="utf-8")
    with pytest.raises(ContentError):
        intro(tmp_path, "count", "ko")
