"""The camera: which part of a diagram a step of a tour or a card is about, and what the frame shows
of it. One rule for the window, presenting, studying and every export. No Qt."""

from __future__ import annotations

from app.render.camera.cards import card_shot, held
from app.render.camera.tour_shots import TourShots, with_appearance

__all__ = ["TourShots", "card_shot", "held", "with_appearance"]
